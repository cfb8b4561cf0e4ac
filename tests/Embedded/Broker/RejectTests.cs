using Trading.Brokers;
using Trading.Embedded.Broker;
using Trading.Market;
using Trading.Orders;
using static Trading.Tests.Embedded.Broker.SimDay;

namespace Trading.Tests.Embedded.Broker;

public sealed class RejectTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    public static TheoryData<string, OrderTicket> Bad => new()
    {
        { "qty must be > 0", Buy("x", 0) },
        { "qty must be a whole number of shares", Buy("x", 1) with { Quantity = new Quantity(1.5m) } },
        { "invalid limit_price 50.001: sub-penny increment does not fulfill minimum pricing criteria", Buy("x", 1, limit: 50.001m) },
        { "invalid stop_price 0.12345: sub-penny increment does not fulfill minimum pricing criteria", Buy("x", 1, stop: 0.12345m) },
        { "limit orders require limit_price", Buy("x", 1) with { Type = OrderType.Limit } },
        { "stop orders require stop_price", Buy("x", 1) with { Type = OrderType.Stop } },
        { "only limit orders have limit_price", Buy("x", 1) with { LimitPrice = new Price(1) } },
        { "asset \"NONE\" not found", Buy("x", 1) with { Symbol = Symbol.Parse("NONE") } },
        { "account is not allowed to short", Sell("x", 1) },
        { "bracket orders must be entry orders", Sell("x", 1) with { Bracket = new Bracket(new Price(2), new Price(1)) } },
        { "bracket orders must have take_profit.limit_price >= base_price + 0.01 (take profit: 50.00, base: 50)", Bracket("x", 1, 50, 50.00m, 45) },
        { "bracket orders must have stop_loss.stop_price <= base_price - 0.01 (stop: 50.00, base: 50)", Bracket("x", 1, 50, 55, 50.00m) },
        { "bracket orders must have stop_loss.stop_price <= base_price - 0.01 (stop: 101.00, base: 100)", Bracket("x", 1, null, 110, 101) },
        { "invalid take_profit.limit_price 55.005: sub-penny increment does not fulfill minimum pricing criteria", Bracket("x", 1, 50, 55.005m, 45) },
        { "insufficient buying power (requested: 100050.00, available: 100000.00)", Buy("x", 2001, limit: 50) },
        { "insufficient buying power (requested: 100065.00, available: 100000.00)", Buy("x", 953) },
        { "client_order_id must be 1 to 128 characters long", Buy(new string('x', 129), 1) },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_bad_order_is_refused_with_the_reason(string reason, OrderTicket ticket)
    {
        using var day = new SimDay();
        var answer = await day.SendAsync(ticket);
        Assert.Equal((BrokerAnswerKind.Rejected, null, reason), (answer.Kind, answer.Order, answer.Reason));
        Assert.Empty(await day.Broker.OrdersAsync(NodaTime.Instant.MinValue, None));
    }

    [Fact]
    public async Task Open_buys_reserve_buying_power_until_they_end()
    {
        using var day = new SimDay();
        await day.SendAsync(Buy("limit", 1000, limit: 50));
        await day.SendAsync(Buy("market", 100));
        Assert.Equal((100_000m, 100_000m, 100_000m - 50_000m - 10_500m), Of(await day.AccountAsync()));
        await day.Broker.CancelAsync((await day.OrderAsync("limit")).Id, None);
        Assert.Equal((100_000m, 100_000m, 89_500m), Of(await day.AccountAsync()));
        Assert.Contains("insufficient buying power", (await day.SendAsync(Buy("more", 1000, limit: 90))).Reason);
    }

    [Fact]
    public async Task Margin_doubles_the_buying_power()
    {
        using var day = new SimDay(options: new SimulatedBrokerOptions { Multiplier = 2 });
        Assert.Equal((100_000m, 100_000m, 200_000m), Of(await day.AccountAsync()));
    }

    [Fact]
    public async Task More_than_is_held_is_a_short_and_less_than_is_free_is_insufficient()
    {
        using var day = await MatchingTests.HoldingAsync(100);
        await day.SendAsync(Sell("resting", 60, limit: 90));
        Assert.Equal("account is not allowed to short", (await day.SendAsync(Sell("a", 101))).Reason);
        Assert.Equal("insufficient qty available for order (requested: 41, available: 40)", (await day.SendAsync(Sell("b", 41))).Reason);
        Assert.Equal(BrokerAnswerKind.Accepted, (await day.SendAsync(Sell("c", 40))).Kind);
    }

    [Fact]
    public async Task An_order_by_hand_has_an_id_of_the_brokers_making()
    {
        using var day = new SimDay();
        var answer = await day.Broker.PlaceExternalAsync(Buy("ours?", 5), None);
        Assert.Equal((BrokerAnswerKind.Accepted, "sim-000001"), (answer.Kind, answer.Order!.ClientOrderId));
        Assert.Null(await day.Broker.FindAsync("ours?", None));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_is_unclear_and_the_order_is_kept_later()
    {
        using var day = new SimDay();
        await day.AccountAsync();
        day.Store.Fails = key => key.StartsWith("simorders", StringComparison.Ordinal);
        await Assert.ThrowsAsync<BrokerUnclearException>(() => day.SendAsync(Buy("b", 1)));
        day.Store.Fails = null;
        Assert.Equal("b", (await day.OrderAsync("b")).ClientOrderId);
        day.Reopen();
        Assert.Equal("b", (await day.OrderAsync("b")).ClientOrderId);
    }

    [Trait("Bug", "C4.24")]
    [Fact]
    public async Task An_account_that_cannot_be_read_is_an_error_and_not_an_empty_one()
    {
        using var day = new SimDay();
        day.Store.Fails = _ => true;
        await Assert.ThrowsAsync<BrokerException>(async () => await day.Broker.PositionsAsync(None));
        day.Store.Fails = null;
        Assert.Empty(await day.Broker.PositionsAsync(None));
    }

    private static (decimal Equity, decimal Cash, decimal BuyingPower) Of(BrokerAccount account) => (account.Equity, account.Cash, account.BuyingPower);
}
