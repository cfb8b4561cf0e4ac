using NodaTime;

namespace Trading.Orders;

/// <summary>What the journal keeps of an order: all numbers, and nothing that differs between two runs of the same day.</summary>
internal static class OrderFacts
{
    /// <summary>An order that the broker took, and its legs: they are rows of their own, so the journal names them.</summary>
    /// <param name="order">The order.</param>
    /// <param name="changes">What changed in the book with it.</param>
    /// <param name="calledAt">When the call to the broker began that brought it there.</param>
    public static object OfTaken(Order order, IReadOnlyList<OrderChange> changes, Instant? calledAt)
    {
        var legs = new List<LegFacts>();
        foreach (var change in changes)
        {
            if (change.After is { Leg: { } leg, ParentId: { } parentId } made && parentId == order.Id)
            {
                legs.Add(new LegFacts(made.Id, leg, made.BrokerOrderId, made.Type, made.TimeInForce, made.Quantity, made.LimitPrice, made.StopPrice, made.State, made.Filled, made.AverageFillPrice));
            }
        }

        return Of(order, null, calledAt, legs.Count == 0 ? null : legs);
    }

    /// <summary>An order and what happened to it.</summary>
    /// <param name="order">The order.</param>
    /// <param name="reason">What happened; its own reason when null.</param>
    /// <param name="calledAt">When the call to the broker began that brought it there.</param>
    public static object Of(Order order, string? reason = null, Instant? calledAt = null) => Of(order, reason, calledAt, null);

    private static object Of(Order order, string? reason, Instant? calledAt, List<LegFacts>? legs) => new
    {
        order.Id,
        order.Group,
        order.ParentId,
        order.Leg,
        order.Replaces,
        order.BrokerOrderId,
        order.Strategy,
        order.Symbol,
        order.Side,
        order.Type,
        order.TimeInForce,
        order.Purpose,
        order.Quantity,
        Limit = order.LimitPrice,
        Stop = order.StopPrice,
        order.Bracket,
        Reference = order.ReferencePrice,
        order.State,
        order.Filled,
        AveragePrice = order.AverageFillPrice,
        Reason = reason ?? order.Reason,
        CalledAt = calledAt,
        Legs = legs,
    };

    /// <summary>One change of an order.</summary>
    public static object OfChange(OrderChange change) => new
    {
        change.After.Id,
        change.After.ParentId,
        change.After.BrokerOrderId,
        change.After.Symbol,
        change.After.Side,
        change.After.Purpose,
        Leg = change.Before is null ? change.After.Leg : null,
        Type = change.Before is null ? change.After.Type : (OrderType?)null,
        TimeInForce = change.Before is null ? change.After.TimeInForce : (TimeInForce?)null,
        TradingDate = change.Before is null ? change.After.TradingDate : (LocalDate?)null,
        change.After.Quantity,
        Limit = change.After.LimitPrice,
        Stop = change.After.StopPrice,
        From = change.Before?.State,
        To = change.After.State,
        FilledBefore = change.Before?.Filled,
        change.After.Filled,
        AveragePrice = change.After.AverageFillPrice,
        change.After.Reason,
    };

    /// <summary>An intent that was refused at the door.</summary>
    public static object OfBlocked(OrderIntent intent, string code, string sentence) => new
    {
        Code = code,
        Sentence = sentence,
        intent.Strategy,
        intent.Symbol,
        intent.Side,
        intent.Purpose,
        intent.Replaces,
        Reference = intent.ReferencePrice,
        Parts = intent.Parts.Select(part => new { part.Id, part.Quantity, Limit = part.LimitPrice, Stop = part.StopPrice, part.Bracket }),
        intent.Reason,
    };

    private sealed record LegFacts(
        string Id,
        BracketLeg Leg,
        string? BrokerOrderId,
        OrderType Type,
        TimeInForce TimeInForce,
        Market.Quantity Quantity,
        Market.Price? Limit,
        Market.Price? Stop,
        OrderState State,
        Market.Quantity Filled,
        Market.Price? AveragePrice);
}
