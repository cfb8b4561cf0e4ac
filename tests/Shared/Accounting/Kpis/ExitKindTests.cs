using NodaTime;
using Trading.Accounting.Kpis;
using Trading.Market;
using Trading.Orders;

namespace Trading.Tests.Shared.Accounting.Kpis;

public sealed class ExitKindTests
{
    [Theory]
    [InlineData(BracketLeg.TakeProfit, OrderPurpose.Exit, OrderType.Limit, "tier A score 1", "target")]
    [InlineData(BracketLeg.TakeProfit, OrderPurpose.Exit, OrderType.Limit, "time is up", "time")]
    [InlineData(BracketLeg.TakeProfit, OrderPurpose.Exit, OrderType.Limit, "flat by the close", "close")]
    [InlineData(BracketLeg.StopLoss, OrderPurpose.ProtectiveStop, OrderType.Stop, "the stop rises from 50.00", "stop")]
    [InlineData(BracketLeg.StopLoss, OrderPurpose.ProtectiveStop, OrderType.Stop, "time is up", "time")]
    [InlineData(null, OrderPurpose.ProtectiveStop, OrderType.Stop, "shares without an exit", "stop")]
    [InlineData(null, OrderPurpose.Exit, OrderType.Market, "the stop's price has traded", "stop")]
    [InlineData(null, OrderPurpose.Exit, OrderType.Market, "asked for by ann: news", "operator")]
    [InlineData(null, OrderPurpose.Exit, OrderType.Market, "kill switch: flatten", "kill")]
    [InlineData(null, OrderPurpose.Exit, OrderType.Market, null, "other")]
    public void The_reason_is_read_off_the_order_that_sold(BracketLeg? leg, OrderPurpose purpose, OrderType type, string? reason, string word) =>
        Assert.Equal(word, ExitKinds.Of(Sell(leg, purpose, type, reason)).Word());

    [Fact]
    public void What_others_sold_and_what_left_the_book()
    {
        Assert.Equal(ExitKind.External, ExitKinds.Of(Sell(null, OrderPurpose.Exit, OrderType.Market, null) with { IsExternal = true }));
        Assert.Equal(ExitKind.Other, ExitKinds.Of(null));
    }

    private static Order Sell(BracketLeg? leg, OrderPurpose purpose, OrderType type, string? reason) => new()
    {
        Id = "20131007-swing-AIG-sell-1",
        Strategy = "swing",
        Symbol = Symbol.Parse("AIG"),
        Side = OrderSide.Sell,
        Type = type,
        TimeInForce = TimeInForce.Day,
        Purpose = purpose,
        Quantity = new Quantity(1m),
        Leg = leg,
        Reason = reason,
        State = OrderState.Filled,
        TradingDate = Fills.Day,
        CorrelationId = "chain",
        CreatedAt = Instant.MinValue,
        UpdatedAt = Instant.MinValue,
    };
}
