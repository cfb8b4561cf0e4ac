using NodaTime;
using Trading.Market;
using Trading.Orders;

namespace Trading.Accounting;

/// <summary>One execution in our books.</summary>
/// <param name="Id">The broker's id of the execution, unique for ever.</param>
/// <param name="OrderId">The <see cref="Order.Id"/> in our book (of the leg, where a leg filled).</param>
/// <param name="BrokerOrderId">The broker's id of the order.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Side">The side.</param>
/// <param name="Quantity">Shares.</param>
/// <param name="Price">Dollars a share.</param>
/// <param name="Fee">Regulatory fees, dollars, zero or more.</param>
/// <param name="At">When it was executed, UTC.</param>
/// <param name="TradingDate">The New York date of <paramref name="At"/>.</param>
/// <param name="Strategy">The strategy that ordered it, or "external".</param>
/// <param name="CorrelationId">The chain it belongs to.</param>
/// <param name="IsExternal">Not ordered by us.</param>
public sealed record BookedFill(
    string Id,
    string OrderId,
    string BrokerOrderId,
    Symbol Symbol,
    OrderSide Side,
    Quantity Quantity,
    Price Price,
    decimal Fee,
    Instant At,
    LocalDate TradingDate,
    string Strategy,
    string CorrelationId,
    bool IsExternal)
{
    /// <summary>The order in which executions count: by time; at one instant buys first, so that a bracket filled and closed within a minute is no short; then by id.</summary>
    public static IComparer<BookedFill> InTime { get; } = Comparer<BookedFill>.Create(Compare);

    /// <summary>Dollars that the execution brought (a sell) or took (a buy), fees left out.</summary>
    public decimal CashFlow => Side == OrderSide.Sell ? Price * Quantity : -(Price * Quantity);

    /// <summary>Shares that the execution added (a buy) or took away (a sell).</summary>
    public decimal SignedQuantity => Side == OrderSide.Buy ? Quantity.Value : -Quantity.Value;

    private static int Compare(BookedFill left, BookedFill right)
    {
        var byTime = left.At.CompareTo(right.At);
        if (byTime != 0)
        {
            return byTime;
        }

        var bySide = ((int)left.Side).CompareTo((int)right.Side);
        return bySide != 0 ? bySide : string.CompareOrdinal(left.Id, right.Id);
    }
}
