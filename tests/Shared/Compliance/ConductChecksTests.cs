using NodaTime;
using Trading.Accounting;
using Trading.Compliance.Conduct;
using Trading.Market;
using Trading.Orders;
using Trading.Tests.Shared.Accounting;
using Trading.Time;

namespace Trading.Tests.Shared.Compliance;

public sealed class ConductChecksTests
{
    private static readonly Session Session = ExchangeCalendar.Nyse.SessionOn(Fills.Day)!;
    private static readonly ConductThresholds Standard = ConductThresholds.Standard;

    [Theory]
    [InlineData(0, 1, true)]
    [InlineData(0, 2, false)]
    public void A_buy_and_a_sell_a_minute_apart_are_looked_at(int bought, int sold, bool found)
    {
        var findings = ConductChecks.WashTrades(Facts([], Fills.One("AIG", "b10@50", bought), Fills.One("AIG", "s10@50", sold)), Standard).ToList();
        Assert.Equal(found ? ["2013-10-07:wash_trade:order-AIG-000:order-AIG-001"] : [], findings.Select(finding => finding.Id));
    }

    [Fact]
    public void Parts_of_the_same_two_orders_are_one_finding_and_other_symbols_none()
    {
        var findings = ConductChecks.WashTrades(
            Facts([], Fills.One("AIG", "b5@50", 0, order: "b"), Fills.One("AIG", "b5@50", 0, order: "b"), Fills.One("AIG", "s10@50", 1, order: "s"), Fills.One("BAC", "s1@9", 1, order: "t")), Standard);
        Assert.Equal("b (Buy 5 at 50.00, 10:00:00) and s (Sell 10 at 50.00) are 60 s apart", Assert.Single(findings).Sentence);
    }

    [Fact]
    public void What_others_did_among_themselves_is_not_ours_to_explain()
    {
        var by = Fills.One("AIG", "b10@50", 0, isExternal: true);
        var sold = Fills.One("AIG", "s10@50", 1, isExternal: true);
        Assert.Empty(ConductChecks.WashTrades(Facts([], by, sold), Standard));
        Assert.Single(ConductChecks.WashTrades(Facts([], by, sold with { IsExternal = false }), Standard));
    }

    [Theory]
    [InlineData(50.0, 50.0, OrderType.Limit, true)]
    [InlineData(50.0, 50.01, OrderType.Limit, false)]
    [InlineData(50.0, null, OrderType.Market, true)]
    [InlineData(null, 60.0, OrderType.Limit, true)]
    [InlineData(50.0, null, OrderType.Stop, false)]
    public void A_buy_and_a_sell_that_both_work_could_cross(double? bid, double? ask, OrderType sellType, bool found)
    {
        var buy = Order("b", OrderSide.Buy, bid is null ? OrderType.Market : OrderType.Limit, bid);
        var sell = Order("s", OrderSide.Sell, sellType, ask);
        Assert.Equal(found, ConductChecks.SelfTrades(Facts([buy, sell])).Any());
        Assert.Empty(ConductChecks.SelfTrades(Facts([buy, sell with { ParentId = "b" }])));
        Assert.Empty(ConductChecks.SelfTrades(Facts([buy, sell with { State = OrderState.Canceled }])));
        Assert.Empty(ConductChecks.SelfTrades(Facts([buy with { IsExternal = true }, sell with { IsExternal = true }])));
    }

    [Theory]
    [InlineData(21, 20, 2, true)]
    [InlineData(20, 20, 2, false)]
    [InlineData(39, 0, 0, false)]
    [InlineData(40, 0, 0, true)]
    public void Many_messages_for_few_executions(int orders, int canceled, int filled, bool found)
    {
        var list = Enumerable.Range(0, orders).Select(i => Order($"o{i:00}", OrderSide.Buy, OrderType.Limit, 50) with { State = i < canceled ? OrderState.Canceled : OrderState.Submitted });
        var fills = Enumerable.Range(0, filled).Select(i => Fills.One("AIG", "b1@50", i)).ToArray();
        Assert.Equal(found, ConductChecks.OrdersToFills(Facts([.. list], fills), Standard).Any());
    }

    [Theory]
    [InlineData(15, 49, false)]
    [InlineData(15, 50, true)]
    [InlineData(15, 59, true)]
    public void An_entry_in_the_last_ten_minutes_is_looked_at(int hour, int minute, bool found)
    {
        var order = Order("b", OrderSide.Buy, OrderType.Limit, 50) with { SentAt = NewYork.At(Fills.Day, new LocalTime(hour, minute)) };
        Assert.Equal(found, ConductChecks.NearClose(Facts([order]), Standard).Any());
        Assert.Empty(ConductChecks.NearClose(Facts([order with { Purpose = OrderPurpose.Exit }, order with { Id = "d", State = OrderState.DryRun }]), Standard));
    }

    private static ConductFacts Facts(IEnumerable<Order> orders, params BookedFill[] fills) => new(Session, new OrderBookView(orders), fills);

    private static Order Order(string id, OrderSide side, OrderType type, double? limit) => new()
    {
        Id = id,
        Strategy = "swing",
        Symbol = Symbol.Parse("AIG"),
        Side = side,
        Type = type,
        TimeInForce = TimeInForce.Day,
        Purpose = side == OrderSide.Buy ? OrderPurpose.Entry : OrderPurpose.Exit,
        Quantity = new Quantity(1m),
        LimitPrice = limit is { } price ? new Price((decimal)price) : null,
        State = OrderState.Submitted,
        TradingDate = Fills.Day,
        CorrelationId = "chain",
        CreatedAt = Session.Open,
        SentAt = Session.Open,
        UpdatedAt = Session.Open,
    };
}
