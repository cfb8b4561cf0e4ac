using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Operations.Inquiry.Lists;

/// <summary>An order that would sell shares of a position.</summary>
/// <param name="Id">The order.</param>
/// <param name="Purpose">A protective stop or another exit.</param>
/// <param name="Type">How it is priced.</param>
/// <param name="Quantity">Shares it would sell.</param>
/// <param name="StopPrice">Its stop, dollars.</param>
/// <param name="LimitPrice">Its limit, dollars.</param>
/// <param name="State">Where it stands.</param>
public sealed record ProtectiveOrder(string Id, OrderPurpose Purpose, OrderType Type, Quantity Quantity, Price? StopPrice, Price? LimitPrice, OrderState State);

/// <summary>A position with what protects it. Money is US dollars.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Quantity">Shares at the broker; below zero when short.</param>
/// <param name="Ours">Shares that our own orders explain.</param>
/// <param name="External">The rest: bought by hand, or there before us. Never traded by us.</param>
/// <param name="AveragePrice">The broker's average price a share.</param>
/// <param name="MarketValue">At the broker's last price.</param>
/// <param name="UnrealizedPnl">Market value less cost.</param>
/// <param name="Unprotected">Our shares without an exit in force.</param>
/// <param name="Protection">The orders that would sell ours.</param>
public sealed record PositionLine(
    Symbol Symbol,
    decimal Quantity,
    decimal Ours,
    decimal External,
    Price AveragePrice,
    decimal MarketValue,
    decimal UnrealizedPnl,
    decimal Unprotected,
    IReadOnlyList<ProtectiveOrder> Protection)
{
    /// <summary>The lines of an account, by symbol.</summary>
    public static IReadOnlyList<PositionLine> Of(IReadOnlyList<BrokerPosition> held, OrderBookView book) =>
        [.. held.OrderBy(position => position.Symbol).Select(position => Of(position, book))];

    private static PositionLine Of(BrokerPosition position, OrderBookView book)
    {
        var ours = book.Owned(position.Symbol);
        var exits = book.Open.Where(order => order is { IsExternal: false, Side: OrderSide.Sell } && order.Symbol == position.Symbol)
            .Select(order => new ProtectiveOrder(order.Id, order.Purpose, order.Type, order.Remaining, order.StopPrice, order.LimitPrice, order.State));
        return new PositionLine(
            position.Symbol,
            position.Quantity,
            ours,
            position.Quantity - ours,
            position.AveragePrice,
            position.MarketValue,
            position.MarketValue - (position.AveragePrice.Value * position.Quantity),
            Math.Max(0m, ours - book.ClaimedBySells(position.Symbol).Value),
            [.. exits]);
    }
}
