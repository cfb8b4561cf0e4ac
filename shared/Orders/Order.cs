using NodaTime;
using Trading.Market;

namespace Trading.Orders;

/// <summary>One order in our book: our own, a leg of one of ours, or somebody else's that we only watch.</summary>
public sealed record Order
{
    /// <summary>The key: the client order id; of a leg its parent's id with ".take-profit" or ".stop-loss"; of an external order "external-" and the broker's id.</summary>
    public required string Id { get; init; }

    /// <summary>The strategy that decided, or "external".</summary>
    public required string Strategy { get; init; }

    /// <summary>The symbol.</summary>
    public required Symbol Symbol { get; init; }

    /// <summary>The side.</summary>
    public required OrderSide Side { get; init; }

    /// <summary>How it is priced.</summary>
    public required OrderType Type { get; init; }

    /// <summary>How long it works.</summary>
    public required TimeInForce TimeInForce { get; init; }

    /// <summary>What it is for.</summary>
    public required OrderPurpose Purpose { get; init; }

    /// <summary>Shares asked for.</summary>
    public required Quantity Quantity { get; init; }

    /// <summary>The limit price, of a limit order.</summary>
    public Price? LimitPrice { get; init; }

    /// <summary>The stop price, of a stop order.</summary>
    public Price? StopPrice { get; init; }

    /// <summary>The take profit and stop that the broker holds beside an entry.</summary>
    public Bracket? Bracket { get; init; }

    /// <summary>Of a leg: the <see cref="Id"/> of the entry it belongs to.</summary>
    public string? ParentId { get; init; }

    /// <summary>Of a leg: which.</summary>
    public BracketLeg? Leg { get; init; }

    /// <summary>The <see cref="Id"/> of the order whose place this one took.</summary>
    public string? Replaces { get; init; }

    /// <summary>The decision it is part of: the <see cref="Id"/> of the first order of the group. The brackets of one entry share it and count as one entry.</summary>
    public string? Group { get; init; }

    /// <summary>Where it stands.</summary>
    public required OrderState State { get; init; }

    /// <summary>The broker's id, once known.</summary>
    public string? BrokerOrderId { get; init; }

    /// <summary>Shares filled.</summary>
    public Quantity Filled { get; init; }

    /// <summary>When its first filled shares became known, UTC; null while there are none.</summary>
    public Instant? FilledFrom { get; init; }

    /// <summary>The average price of the filled shares.</summary>
    public Price? AverageFillPrice { get; init; }

    /// <summary>The price the decision was made at, for drift and slippage.</summary>
    public Price? ReferencePrice { get; init; }

    /// <summary>The trading date of the decision.</summary>
    public required LocalDate TradingDate { get; init; }

    /// <summary>The chain that began at the scan and ends in the PnL.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>Why the order was made, or why it ended as it did.</summary>
    public string? Reason { get; init; }

    /// <summary>When it entered the book, UTC.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was sent to the broker, UTC.</summary>
    public Instant? SentAt { get; init; }

    /// <summary>When it last changed, UTC.</summary>
    public required Instant UpdatedAt { get; init; }

    /// <summary>Not ours: never traded, replaced or canceled by us.</summary>
    public bool IsExternal { get; init; }

    /// <summary>Whether it can still trade, as far as we know. An order in <see cref="OrderState.Reserved"/> or <see cref="OrderState.Unknown"/> counts as one that can.</summary>
    public bool IsOpen => State is OrderState.Reserved or OrderState.Unknown or OrderState.Submitted or OrderState.PartiallyFilled;

    /// <summary>Shares that can still trade.</summary>
    public Quantity Remaining => IsOpen ? Quantity.LessAtMost(Filled) : Quantity.Zero;
}

/// <summary>The two exits the broker holds beside an entry; one fills, the other is canceled.</summary>
/// <param name="TakeProfit">The limit price above the entry.</param>
/// <param name="StopLoss">The stop price below the entry.</param>
public sealed record Bracket(Price TakeProfit, Price StopLoss);
