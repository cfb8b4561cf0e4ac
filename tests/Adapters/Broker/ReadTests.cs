using NodaTime;
using Trading.Adapters.Broker;
using Trading.Brokers;

namespace Trading.Tests.Adapters.Broker;

/// <summary>A read is tried again where that may help, and a failed one never looks like an empty answer.</summary>
public sealed class ReadTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly SteppedClock clock = new(Instant.FromUtc(2026, 3, 2, 15, 0));
    private readonly Queue<Reply> replies = new();
    private ScriptedAlpaca alpaca = null!;
    private AlpacaVenue venue = null!;

    public async Task InitializeAsync()
    {
        alpaca = await ScriptedAlpaca.StartAsync();
        venue = await alpaca.OpenAsync(clock);
        alpaca.Script = _ => replies.Dequeue();
    }

    public async Task DisposeAsync()
    {
        venue.Dispose();
        await alpaca.DisposeAsync();
    }

    [Fact]
    public async Task A_read_waits_as_long_as_it_is_told_to_and_comes_again()
    {
        Will(new Reply(429, "{}") { RetryAfter = "2" }, Reply.Ok(ScriptedAlpaca.Account));
        var read = venue.Broker.AccountAsync(None).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(2), await clock.StepAsync(TimeSpan.FromSeconds(5)));
        Assert.Equal(new BrokerAccount(2000.75m, 1000.50m, 4000.25m), await read);
        Assert.Equal(2, alpaca.Count("GET"));
    }

    [Fact]
    public async Task A_read_backs_off_from_a_server_in_trouble_and_gives_up_in_the_end()
    {
        Will(new Reply(500, "{}"), Reply.Break, new Reply(503, "{}"), new Reply(502, "{}"));
        var read = venue.Broker.PositionsAsync(None).AsTask();
        for (var tries = 0; tries < 3; tries++)
        {
            await clock.StepAsync(TimeSpan.FromSeconds(5));
        }

        var fault = await Assert.ThrowsAsync<BrokerException>(() => read);
        Assert.StartsWith("positions could not be read: ", fault.Message, StringComparison.Ordinal);
        Assert.Equal(4, alpaca.Count("GET"));
    }

    [Fact]
    public async Task A_read_that_is_told_to_wait_for_minutes_fails_now()
    {
        Will(new Reply(429, "{}") { RetryAfter = "120" });
        Assert.Contains("too many requests", (await Assert.ThrowsAsync<BrokerException>(async () => await venue.Broker.AccountAsync(None))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_read_without_an_answer_or_with_half_of_one_is_tried_again()
    {
        Will(Reply.Stall, Reply.Ok("[]"));
        var read = venue.Broker.PositionsAsync(None).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(10), await clock.StepAsync(TimeSpan.FromSeconds(10)));
        await clock.StepAsync(TimeSpan.FromSeconds(5));
        Assert.Empty(await read);
    }

    [Theory]
    [Trait("Bug", "C4.24")]
    [InlineData(401, """{"message":"unauthorized."}""")]
    [InlineData(403, """{"message":"forbidden."}""")]
    [InlineData(404, """{"message":"not found"}""")]
    [InlineData(200, "")]
    [InlineData(200, "null")]
    [InlineData(200, "<html>")]
    [InlineData(200, """[{"symbol":"AIG"}]""")]
    public async Task Positions_that_could_not_be_read_are_not_none(int status, string body)
    {
        Will(new Reply(status, body));
        await Assert.ThrowsAsync<BrokerException>(async () => await venue.Broker.PositionsAsync(None));
        Assert.Equal(1, alpaca.Count("GET"));
    }

    [Fact]
    [Trait("Bug", "C3.16")]
    public async Task Positions_may_be_fractions_and_short_and_others()
    {
        const string Held = """{"asset_id":"904837e3-3b76-47ec-b432-046db621571b","symbol":"AIG","exchange":"NYSE","asset_class":"us_equity","avg_entry_price":"50.125","qty":"1.5","side":"long","market_value":"75.3","cost_basis":"75.1875"}""";
        Will(Reply.Ok($"[{Held},{Held.Replace("AIG", "IBM").Replace("\"1.5\"", "\"-2\"").Replace("75.3", "-75.3").Replace("long", "short")}]"));
        var positions = await venue.Broker.PositionsAsync(None);
        Assert.Equal([("AIG", 1.5m, 50.125m, 75.3m), ("IBM", -2m, 50.125m, -75.3m)], positions.Select(one => (one.Symbol.ToString(), one.Quantity, one.AveragePrice.Value, one.MarketValue)));
    }

    [Fact]
    public async Task A_short_position_without_its_side_is_not_a_long_one()
    {
        Will(Reply.Ok("""[{"asset_id":"904837e3-3b76-47ec-b432-046db621571b","symbol":"AIG","exchange":"NYSE","asset_class":"us_equity","avg_entry_price":"50","qty":"-2","market_value":"-100","cost_basis":"-100"}]"""));
        var position = Assert.Single(await venue.Broker.PositionsAsync(None));
        Assert.Equal((-2m, -100m), (position.Quantity, position.MarketValue));
    }

    [Fact]
    public async Task The_broker_is_asked_anew_each_time()
    {
        Will(Reply.Ok("[]"), Reply.Ok("[]"));
        await venue.Broker.PositionsAsync(None);
        await venue.Broker.PositionsAsync(None);
        Assert.Equal(2, alpaca.Count("GET"));
    }

    [Fact]
    public async Task What_is_not_there_is_null_and_what_could_not_be_asked_is_not()
    {
        Will(new Reply(404, """{"code":40410000,"message":"order not found"}"""), new Reply(401, "{}"));
        Assert.Null(await venue.Broker.FindAsync("never", None));
        await Assert.ThrowsAsync<BrokerException>(async () => await venue.Broker.FindAsync("never", None));
    }

    [Theory]
    [InlineData("<html>no such page</html>")]
    [InlineData("""{"message":"no Route matched with those values"}""")]
    [InlineData("""{"code":404,"message":"not found"}""")]
    [InlineData("")]
    public async Task An_order_is_missing_only_where_the_broker_says_so_and_not_where_something_on_the_way_does(string body)
    {
        Will(new Reply(404, body));
        await Assert.ThrowsAsync<BrokerException>(async () => await venue.Broker.FindAsync("working", None));
    }

    [Fact]
    public async Task A_caller_that_gives_up_is_not_a_broker_that_failed()
    {
        using var giveUp = new CancellationTokenSource();
        Will(Reply.Silence);
        var read = venue.Broker.AccountAsync(giveUp.Token).AsTask();
        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => read);
    }

    private void Will(params Reply[] next)
    {
        foreach (var reply in next)
        {
            replies.Enqueue(reply);
        }
    }
}
