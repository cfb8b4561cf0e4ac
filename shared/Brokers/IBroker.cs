using NodaTime;
using Trading.Market;
using Trading.Orders;

namespace Trading.Brokers;

/// <summary>
/// A broker account. Reads that fail throw <see cref="BrokerException"/>: a failed read is not an empty answer.
/// Only OrderGateway may call <see cref="SubmitAsync"/>, <see cref="ReplaceAsync"/> and <see cref="CancelAsync"/>.
/// </summary>
public interface IBroker
{
    /// <summary>The account's identity: part of every key under which its state is kept.</summary>
    string Account { get; }

    /// <summary>Where the account is: an adapter says whose money its endpoint trades, and the live gate believes nobody else.</summary>
    BrokerVenue Venue { get; }

    /// <summary>Sends a new order.</summary>
    /// <exception cref="BrokerUnclearException">No clear answer: the order may or may not exist. Ask with <see cref="FindAsync"/>.</exception>
    /// <exception cref="BrokerException">The order was certainly not taken and the refusal is not about the order (credentials, bad request form).</exception>
    ValueTask<BrokerAnswer> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken);

    /// <summary>Replaces an open order by one with another quantity or price; the old one ends as replaced, the new one has its own broker id and takes its place in the bracket.</summary>
    /// <exception cref="BrokerUnclearException">No clear answer.</exception>
    /// <exception cref="BrokerException">Certainly not replaced, for a reason that is not about the order.</exception>
    ValueTask<BrokerAnswer> ReplaceAsync(string brokerOrderId, ReplaceTicket ticket, CancellationToken cancellationToken);

    /// <summary>Asks to cancel an open order; canceling one leg of a bracket cancels the other. Refused when the order is already done.</summary>
    /// <exception cref="BrokerUnclearException">No clear answer.</exception>
    /// <exception cref="BrokerException">Certainly not canceled, for a reason that is not about the order.</exception>
    ValueTask<BrokerAnswer> CancelAsync(string brokerOrderId, CancellationToken cancellationToken);

    /// <summary>The order with a client order id, legs nested; null when the broker certainly has none.</summary>
    ValueTask<BrokerOrder?> FindAsync(string clientOrderId, CancellationToken cancellationToken);

    /// <summary>All orders that are open, and all that changed at or after <paramref name="changedSince"/>; legs nested under their parents, replaced orders listed by themselves.</summary>
    ValueTask<IReadOnlyList<BrokerOrder>> OrdersAsync(Instant changedSince, CancellationToken cancellationToken);

    /// <summary>All positions, ours and others'.</summary>
    ValueTask<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellationToken);

    /// <summary>All executions at or after <paramref name="since"/>, oldest first.</summary>
    ValueTask<IReadOnlyList<BrokerFill>> FillsAsync(Instant since, CancellationToken cancellationToken);

    /// <summary>Cash, equity and buying power.</summary>
    ValueTask<BrokerAccount> AccountAsync(CancellationToken cancellationToken);

    /// <summary>The broker's market clock.</summary>
    ValueTask<MarketClock> ClockAsync(CancellationToken cancellationToken);
}

/// <summary>A new order.</summary>
/// <param name="ClientOrderId">Unique in the account for ever.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Side">The side.</param>
/// <param name="Type">How it is priced.</param>
/// <param name="TimeInForce">How long it works; a bracket's legs share it.</param>
/// <param name="Quantity">Whole shares, one or more.</param>
/// <param name="LimitPrice">On the tick; of a limit order only.</param>
/// <param name="StopPrice">On the tick; of a stop order only.</param>
/// <param name="Bracket">Take profit and stop on the tick, or null.</param>
public sealed record OrderTicket(
    string ClientOrderId, Symbol Symbol, OrderSide Side, OrderType Type, TimeInForce TimeInForce, Quantity Quantity, Price? LimitPrice, Price? StopPrice, Bracket? Bracket);

/// <summary>What changes in a replacement; null keeps.</summary>
/// <param name="ClientOrderId">The replacement's own id, unique.</param>
/// <param name="Quantity">The new total quantity.</param>
/// <param name="LimitPrice">The new limit price.</param>
/// <param name="StopPrice">The new stop price.</param>
public sealed record ReplaceTicket(string ClientOrderId, Quantity? Quantity, Price? LimitPrice, Price? StopPrice);

/// <summary>A clear answer of the broker.</summary>
/// <param name="Kind">Which.</param>
/// <param name="Order">The order as the broker has it: taken, or the one that already carried the client order id.</param>
/// <param name="Reason">The broker's words when it refused.</param>
public sealed record BrokerAnswer(BrokerAnswerKind Kind, BrokerOrder? Order, string? Reason);

/// <summary>What the broker said.</summary>
public enum BrokerAnswerKind
{
    /// <summary>Taken. Not filled.</summary>
    Accepted = 1,

    /// <summary>The client order id exists: an earlier send arrived, so this is a success.</summary>
    Duplicate = 2,

    /// <summary>Refused, with a reason.</summary>
    Rejected = 3,
}

/// <summary>An order's status in the broker's words.</summary>
public enum BrokerOrderStatus
{
    /// <summary>Taken and working.</summary>
    New = 1,

    /// <summary>Taken, not yet working.</summary>
    Accepted,

    /// <summary>On its way to the exchange.</summary>
    PendingNew,

    /// <summary>A leg that waits for its parent to fill.</summary>
    Held,

    /// <summary>Partly filled, the rest works.</summary>
    PartiallyFilled,

    /// <summary>Filled.</summary>
    Filled,

    /// <summary>Done for the session; works again in the next.</summary>
    DoneForDay,

    /// <summary>Canceled.</summary>
    Canceled,

    /// <summary>Expired.</summary>
    Expired,

    /// <summary>Replaced by another order.</summary>
    Replaced,

    /// <summary>A cancel is on its way.</summary>
    PendingCancel,

    /// <summary>A replace is on its way.</summary>
    PendingReplace,

    /// <summary>Refused.</summary>
    Rejected,

    /// <summary>Not eligible to trade for now.</summary>
    Suspended,

    /// <summary>Guaranteed a fill that has not happened yet.</summary>
    Stopped,

    /// <summary>Done, settlement is being worked out.</summary>
    Calculated,
}

/// <summary>An order as the broker has it.</summary>
/// <param name="Id">The broker's id.</param>
/// <param name="ClientOrderId">The client order id; legs have one of the broker's making.</param>
/// <param name="ParentId">Of a leg: the broker's id of its entry.</param>
/// <param name="Leg">Of a leg: which.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Side">The side.</param>
/// <param name="Type">How it is priced.</param>
/// <param name="TimeInForce">How long it works.</param>
/// <param name="Quantity">Shares asked for.</param>
/// <param name="Filled">Shares filled.</param>
/// <param name="AverageFillPrice">Average price of the filled shares.</param>
/// <param name="LimitPrice">The limit price.</param>
/// <param name="StopPrice">The stop price.</param>
/// <param name="Status">The status.</param>
/// <param name="SubmittedAt">When the broker took it, UTC.</param>
/// <param name="UpdatedAt">When it last changed, UTC.</param>
/// <param name="ReplacedBy">The broker's id of the order that took its place.</param>
/// <param name="Reason">Why it was refused or ended, in the broker's words.</param>
/// <param name="Legs">A bracket's legs, empty otherwise.</param>
public sealed record BrokerOrder(
    string Id,
    string ClientOrderId,
    string? ParentId,
    BracketLeg? Leg,
    Symbol Symbol,
    OrderSide Side,
    OrderType Type,
    TimeInForce TimeInForce,
    Quantity Quantity,
    Quantity Filled,
    Price? AverageFillPrice,
    Price? LimitPrice,
    Price? StopPrice,
    BrokerOrderStatus Status,
    Instant SubmittedAt,
    Instant UpdatedAt,
    string? ReplacedBy,
    string? Reason,
    IReadOnlyList<BrokerOrder> Legs);

/// <summary>A position as the broker has it.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Quantity">Shares, below zero when short.</param>
/// <param name="AveragePrice">Average entry price, dollars a share.</param>
/// <param name="MarketValue">Dollars at the last price, below zero when short.</param>
public sealed record BrokerPosition(Symbol Symbol, decimal Quantity, Price AveragePrice, decimal MarketValue);

/// <summary>One execution.</summary>
/// <param name="Id">The execution's id, unique for ever.</param>
/// <param name="OrderId">The broker's id of the order (of the leg, where a leg filled).</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Side">The side.</param>
/// <param name="Quantity">Shares.</param>
/// <param name="Price">Dollars a share.</param>
/// <param name="Fee">Regulatory fees charged for it, dollars, zero or more.</param>
/// <param name="At">When, UTC.</param>
public sealed record BrokerFill(string Id, string OrderId, Symbol Symbol, OrderSide Side, Quantity Quantity, Price Price, decimal Fee, Instant At);

/// <summary>The account.</summary>
/// <param name="Equity">Cash and holdings at the last prices, dollars.</param>
/// <param name="Cash">Settled and unsettled cash, dollars.</param>
/// <param name="BuyingPower">Dollars that new buy orders may still take.</param>
public sealed record BrokerAccount(decimal Equity, decimal Cash, decimal BuyingPower);

/// <summary>The market clock.</summary>
/// <param name="IsOpen">Whether the market trades now.</param>
/// <param name="NextOpen">The next opening, UTC.</param>
/// <param name="NextClose">The next closing, UTC: of this session when open.</param>
public sealed record MarketClock(bool IsOpen, Instant NextOpen, Instant NextClose);
