using Trading.Brokers;
using Trading.Embedded.Broker;
using Trading.Embedded.Simulator.Wire;
using Trading.Orders;

namespace Trading.Embedded.Simulator.Broking;

/// <summary>Shows the book's orders as the broker's API does.</summary>
internal sealed class OrderView(SimBook book)
{
    /// <summary>The statuses that a list of open orders holds. A held leg is neither open nor closed: it is seen under its entry, or among all.</summary>
    public static bool IsOpen(string status) => status is "new" or "accepted" or "partially_filled";

    public static bool IsClosed(string status) => status is "filled" or "canceled" or "expired" or "replaced" or "rejected";

    public OrderJson Of(SimOrder order, bool nested)
    {
        var submitted = WireText.Time(order.SubmittedAt);
        return new OrderJson
        {
            Id = WireId.Order(order.Number),
            ClientOrderId = order.ClientOrderId,
            CreatedAt = submitted,
            UpdatedAt = WireText.Time(order.UpdatedAt),
            SubmittedAt = submitted,
            FilledAt = EndedAs(order, BrokerOrderStatus.Filled),
            ExpiredAt = EndedAs(order, BrokerOrderStatus.Expired),
            CanceledAt = EndedAs(order, BrokerOrderStatus.Canceled),
            ReplacedAt = EndedAs(order, BrokerOrderStatus.Replaced),
            ReplacedBy = IdOf(order.ReplacedBy),
            Replaces = IdOf(order.Replaces),
            AssetId = WireId.Asset(order.Symbol),
            Symbol = order.Symbol.ToString(),
            Qty = WireText.Number(order.Quantity.Value),
            FilledQty = WireText.Number(order.Filled.Value),
            FilledAvgPrice = WireText.Number(order.ToBrokerOrder([]).AverageFillPrice),
            OrderClass = IsBracket(order) ? "bracket" : "simple",
            OrderType = WireText.Word(order.Type),
            Type = WireText.Word(order.Type),
            Side = WireText.Word(order.Side),
            PositionIntent = order.Side == OrderSide.Buy ? "buy_to_open" : "sell_to_close",
            TimeInForce = WireText.Word(order.TimeInForce),
            LimitPrice = WireText.Number(order.LimitPrice),
            StopPrice = WireText.Number(order.StopPrice),
            Status = StatusOf(order),
            Legs = nested && book.LegsOf(order) is { Count: > 0 } legs ? [.. legs.Select(leg => Of(leg, nested: false))] : null,
            ExpiresAt = WireText.Time(order.ExpiresAt),
        };
    }

    /// <summary>The broker works a bracket's take profit and holds its stop until the price is there, so both rest on the same shares.</summary>
    public string StatusOf(SimOrder order) =>
        order is { Leg: BracketLeg.StopLoss, Status: BrokerOrderStatus.New, Triggered: false } && TakeProfitWorks(order)
            ? WireText.Word(BrokerOrderStatus.Held)
            : WireText.Word(order.Status);

    private static string? EndedAs(SimOrder order, BrokerOrderStatus status) => order.Status == status ? WireText.Time(order.UpdatedAt) : null;

    private string? IdOf(string? id) => id is not null && book.Find(id) is { } order ? WireId.Order(order.Number) : null;

    private bool TakeProfitWorks(SimOrder stop) =>
        book.Find(stop.ParentId!) is { } entry && book.LegsOf(entry).Any(leg => leg != stop && leg.IsOpen);

    private bool IsBracket(SimOrder order) =>
        order.Leg is not null || book.LegsOf(order).Count > 0 || (order.ReplacedBy is { } next && book.Find(next) is { } replacement && IsBracket(replacement));
}
