using NodaTime;
using Trading.Adapters.Broker;
using Trading.Brokers;
using Trading.Orders;

namespace Trading.Tests.Adapters.Broker;

/// <summary>Executions come from the account's activities, all of them, oldest first, with the fees that the broker will take at night.</summary>
public sealed class FillListTests : IAsyncLifetime
{
    private static readonly Instant Since = Instant.FromUtc(2026, 5, 4, 14, 30);
    private readonly SteppedClock clock = new(Since);
    private readonly List<string> there = [];
    private ScriptedAlpaca alpaca = null!;
    private AlpacaVenue venue = null!;

    public async Task InitializeAsync()
    {
        alpaca = await ScriptedAlpaca.StartAsync();
        venue = await alpaca.OpenAsync(clock);
        alpaca.Script = one =>
        {
            var from = one.Of("page_token") is { Length: > 0 } token ? there.FindIndex(fill => fill.Contains(token, StringComparison.Ordinal)) + 1 : 0;
            Assert.Equal(("FILL", "asc", "/v2/account/activities"), (one.Of("activity_types"), one.Of("direction"), one.Path));
            return Reply.Ok($"[{string.Join(",", there.Skip(from).Take(100))}]");
        };
    }

    public async Task DisposeAsync()
    {
        venue.Dispose();
        await alpaca.DisposeAsync();
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(99, 1)]
    [InlineData(100, 2)]
    [InlineData(250, 3)]
    public async Task All_pages_are_read(int many, int requests)
    {
        there.AddRange(Enumerable.Range(0, many).Select(i => Fill(i, "buy", "1", "50")));
        var fills = await venue.Broker.FillsAsync(Since, default);
        Assert.Equal((many, requests), (fills.Count, alpaca.All.Count));
        Assert.Equal(fills.OrderBy(fill => fill.At).Select(fill => fill.Id), fills.Select(fill => fill.Id));
    }

    [Fact]
    [Trait("Bug", "C3.16")]
    public async Task A_fill_is_exact_and_a_sale_owes_its_fees()
    {
        there.AddRange([Fill(-1, "buy", "9", "9"), Fill(0, "buy", "1.5", "50.1234"), Fill(1, "sell", "1000", "50"), Fill(2, "sell_short", "1", "50")]);
        var fills = await venue.Broker.FillsAsync(Since, default);

        // 50,000 dollars at 20.60 a million are 1.03; 1,000 shares at 195 dollars a million are 0.195, up to 0.20.
        Assert.Equal([(OrderSide.Buy, 1.5m, 50.1234m, 0m), (OrderSide.Sell, 1000m, 50m, 1.23m), (OrderSide.Sell, 1m, 50m, 0.02m)], fills.Select(fill => (fill.Side, fill.Quantity.Value, fill.Price.Value, fill.Fee)));
        Assert.Equal(("20260504103001000::a-1", OrderJson.IdOf(7), Since + Duration.FromSeconds(1)), (fills[1].Id, fills[1].OrderId, fills[1].At));
    }

    [Fact]
    public async Task A_page_that_comes_twice_ends_the_reading()
    {
        var page = Reply.Ok($"[{string.Join(",", Enumerable.Range(0, 100).Select(i => Fill(i, "buy", "1", "50")))}]");
        alpaca.Script = _ => alpaca.All.Count > 5 ? new Reply(400, "{}") : page;
        await Assert.ThrowsAsync<BrokerException>(async () => await venue.Broker.FillsAsync(Since, default));
        Assert.Equal(2, alpaca.All.Count);
    }

    [Fact]
    public async Task An_execution_without_a_price_fails_the_list()
    {
        there.Add(Fill(0, "buy", "1", "50").Replace("\"price\":\"50\",", string.Empty, StringComparison.Ordinal));
        await Assert.ThrowsAsync<BrokerException>(async () => await venue.Broker.FillsAsync(Since, default));
    }

    private static string Fill(int second, string side, string quantity, string price)
    {
        var at = Since + Duration.FromSeconds(second);
        return $$"""{"id":"{{at.ToDateTimeUtc().AddHours(-4):yyyyMMddHHmmssfff}}::a-{{second}}","activity_type":"FILL","transaction_time":"{{at.ToDateTimeUtc():O}}","type":"fill","price":"{{price}}","qty":"{{quantity}}","side":"{{side}}","symbol":"AIG","leaves_qty":"0","order_id":"{{OrderJson.IdOf(7)}}","cum_qty":"1","order_status":"filled"}""";
    }
}
