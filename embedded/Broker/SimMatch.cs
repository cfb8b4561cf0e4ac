using Trading.Market;
using Trading.Orders;

namespace Trading.Embedded.Broker;

/// <summary>Whether an order trades in a minute, and at which price. Rounded to the tick against us.</summary>
internal static class SimMatch
{
    /// <summary>The price, or null when the order does not trade. A stop that is hit inside the minute trades at its price, one that was gapped over at the open.</summary>
    public static Price? PriceOf(SimOrder order, MinuteBar bar) => order.Side == OrderSide.Buy ? Buy(order, bar) : Sell(order, bar);

    private static Price? Buy(SimOrder order, MinuteBar bar) => order switch
    {
        { Type: OrderType.Market } or { Triggered: true } => Up(bar.Open),
        { LimitPrice: { } limit } => bar.Low <= limit.Value ? Up(decimal.Min(bar.Open, limit.Value)) : null,
        { StopPrice: { } stop } => bar.High >= stop.Value ? Up(decimal.Max(bar.Open, stop.Value)) : null,
        _ => null,
    };

    private static Price? Sell(SimOrder order, MinuteBar bar) => order switch
    {
        { Type: OrderType.Market } or { Triggered: true } => Down(bar.Open),
        { LimitPrice: { } limit } => bar.High >= limit.Value ? Down(decimal.Max(bar.Open, limit.Value)) : null,
        { StopPrice: { } stop } => bar.Low <= stop.Value ? Down(decimal.Min(bar.Open, stop.Value)) : null,
        _ => null,
    };

    private static Price Up(decimal value) => new Price(value).UpToTick();

    private static Price Down(decimal value) => new Price(value).DownToTick();
}
