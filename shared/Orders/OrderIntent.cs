using NodaTime;
using Trading.Market;

namespace Trading.Orders;

/// <summary>One order of an intent.</summary>
/// <param name="Id">The client order id.</param>
/// <param name="Quantity">Whole shares.</param>
/// <param name="LimitPrice">On the tick; of a limit order.</param>
/// <param name="StopPrice">On the tick; of a stop order.</param>
/// <param name="Bracket">The exits beside an entry, or null.</param>
public sealed record OrderPart(string Id, Quantity Quantity, Price? LimitPrice, Price? StopPrice, Bracket? Bracket);

/// <summary>A decision to trade, before any check: one order, or the two brackets of one entry, which are checked and counted as one.</summary>
public sealed record OrderIntent
{
    /// <summary>The trading date of the decision, New York.</summary>
    public required LocalDate TradingDate { get; init; }

    /// <summary>The strategy (exit policy) that decided.</summary>
    public required string Strategy { get; init; }

    /// <summary>The symbol.</summary>
    public required Symbol Symbol { get; init; }

    /// <summary>The side.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>How it is priced.</summary>
    public required OrderType Type { get; init; }

    /// <summary>How long it works.</summary>
    public required TimeInForce TimeInForce { get; init; }

    /// <summary>What it is for: chooses the column of the checks.</summary>
    public required OrderPurpose Purpose { get; init; }

    /// <summary>The price the decision was made at.</summary>
    public Price? ReferencePrice { get; init; }

    /// <summary>When the decision was made, UTC; null means now. An entry that waited too long is not sent.</summary>
    public Instant? DecidedAt { get; init; }

    /// <summary>The chain that began at the scan.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Why: the candidate's facts, the exit's rule.</summary>
    public required string Reason { get; init; }

    /// <summary>Of an exit: the id of the entry whose shares it sells.</summary>
    public string? ParentId { get; init; }

    /// <summary>Of the replacement of a leg: which.</summary>
    public BracketLeg? Leg { get; init; }

    /// <summary>Of a replacement: the id of the order whose place it takes. Such an intent has one part.</summary>
    public string? Replaces { get; init; }

    /// <summary>The decision its orders belong to; null means the first part's id.</summary>
    public string? Group { get; init; }

    /// <summary>One or two orders, sent in this order.</summary>
    public required IReadOnlyList<OrderPart> Parts { get; init; }

    /// <summary>The row of one part, reserved.</summary>
    internal Order Reserve(OrderPart part, Instant now, OrderState state = OrderState.Reserved) => new()
    {
        Id = part.Id,
        Strategy = Strategy,
        Symbol = Symbol,
        Side = Side,
        Type = Type,
        TimeInForce = TimeInForce,
        Purpose = Purpose,
        Quantity = part.Quantity,
        LimitPrice = part.LimitPrice,
        StopPrice = part.StopPrice,
        Bracket = part.Bracket,
        ParentId = ParentId,
        Leg = Leg,
        Replaces = Replaces,
        Group = Group ?? Parts[0].Id,
        State = state,
        ReferencePrice = ReferencePrice,
        TradingDate = TradingDate,
        CorrelationId = CorrelationId,
        Reason = Reason,
        CreatedAt = now,
        SentAt = state == OrderState.Reserved ? now : null,
        UpdatedAt = now,
    };

    /// <summary>The intent of an order whose sending was interrupted, to be taken up under the same id.</summary>
    public static OrderIntent Of(Order order) => new()
    {
        TradingDate = order.TradingDate,
        Strategy = order.Strategy,
        Symbol = order.Symbol,
        Side = order.Side,
        Type = order.Type,
        TimeInForce = order.TimeInForce,
        Purpose = order.Purpose,
        ReferencePrice = order.ReferencePrice,
        DecidedAt = order.CreatedAt,
        CorrelationId = order.CorrelationId,
        Reason = order.Reason ?? string.Empty,
        ParentId = order.ParentId,
        Leg = order.Leg,
        Replaces = order.Replaces,
        Group = order.Group,
        Parts = [new OrderPart(order.Id, order.Quantity, order.LimitPrice, order.StopPrice, order.Bracket)],
    };

    /// <summary>Whether an order under a part's id is what this intent asks for. A resend with another body is refused.</summary>
    internal bool IsSame(OrderPart part, Order order) =>
        order.Symbol == Symbol && order.Side == Side && order.Type == Type && order.TimeInForce == TimeInForce && order.Purpose == Purpose
        && order.Quantity == part.Quantity && order.LimitPrice == part.LimitPrice && order.StopPrice == part.StopPrice
        && order.Bracket == part.Bracket && order.Replaces == Replaces;
}
