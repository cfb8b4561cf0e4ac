using NodaTime;
using Trading.Brokers;

namespace Trading.Orders;

/// <summary>The row of an order that the broker has and the book has not: a leg of one of ours, or somebody else's. Pure.</summary>
internal static class AdoptedOrder
{
    /// <summary>The row; a leg of an external order is external too.</summary>
    public static Order From(BrokerOrder theirs, Order? parent, OrderBookView book, Instant now)
    {
        var leg = parent is { IsExternal: false } ? theirs.Leg : null;
        var order = leg is { } which && parent is not null ? OfLeg(theirs, parent, which, book, now) : OfExternal(theirs, parent, now);
        return OrderStateMachine.Apply(order, theirs, now);
    }

    private static Order OfLeg(BrokerOrder theirs, Order parent, BracketLeg leg, OrderBookView book, Instant now)
    {
        var key = OrderKeys.OfLeg(parent.Id, leg);

        // The broker made a second leg of the kind that we did not ask for: ours still, under a key of its own.
        var id = book.Find(key) is { BrokerOrderId: { } known } && known != theirs.Id ? $"{key}.{theirs.Id}" : key;
        return Blank(theirs, id, now) with
        {
            Strategy = parent.Strategy,
            Purpose = leg == BracketLeg.TakeProfit ? OrderPurpose.Exit : OrderPurpose.ProtectiveStop,
            ParentId = parent.Id,
            Leg = leg,
            Group = parent.Group,
            TradingDate = parent.TradingDate,
            CorrelationId = parent.CorrelationId,
        };
    }

    private static Order OfExternal(BrokerOrder theirs, Order? parent, Instant now) => Blank(theirs, OrderKeys.OfExternal(theirs.Id), now) with
    {
        IsExternal = true,
        ParentId = parent?.Id,
        Leg = theirs.Leg,
        Reason = ClientOrderId.TryParse(theirs.ClientOrderId) is null ? "not ordered by this desk" : "carries an id of ours that is not in the book",
    };

    private static Order Blank(BrokerOrder theirs, string id, Instant now) => new()
    {
        Id = id,
        Strategy = OrderKeys.External,
        Symbol = theirs.Symbol,
        Side = theirs.Side,
        Type = theirs.Type,
        TimeInForce = theirs.TimeInForce,
        Purpose = theirs.Side == OrderSide.Buy ? OrderPurpose.Entry : OrderPurpose.Exit,
        Quantity = theirs.Quantity,
        LimitPrice = theirs.LimitPrice,
        StopPrice = theirs.StopPrice,
        State = OrderState.Reserved,
        BrokerOrderId = theirs.Id,
        TradingDate = Time.NewYork.DateOf(theirs.SubmittedAt),
        CorrelationId = id,
        CreatedAt = now,
        UpdatedAt = now,
    };
}
