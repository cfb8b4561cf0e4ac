using NodaTime;
using Trading.Market;
using Trading.Orders;
using Trading.Time;

namespace Trading.Accounting.Quality;

/// <summary>One of our orders as far as the quality of its execution goes.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Purpose">Entries, and exits that were sold at the market: the orders whose price was decided when they were sent.</param>
/// <param name="Hour">The New York hour in which it was sent, 0 to 23.</param>
/// <param name="Quantity">Shares asked for.</param>
/// <param name="Filled">Shares filled.</param>
/// <param name="State">Where it stood.</param>
/// <param name="SlippageBps">Basis points from the price it was decided at to the average of its fills, above zero where that is worse for us; null without a fill or a price.</param>
/// <param name="SecondsToFill">From sending to the first execution; null without one.</param>
public sealed record ExecutionSample(
    string OrderId, Symbol Symbol, OrderPurpose Purpose, int Hour, Quantity Quantity, Quantity Filled, OrderState State, decimal? SlippageBps, decimal? SecondsToFill)
{
    private const decimal BasisPoints = 10_000m;
    private const int Digits = 4;

    /// <summary>Whether it can still fill.</summary>
    public bool IsOpen => State is OrderState.Submitted or OrderState.PartiallyFilled or OrderState.Unknown or OrderState.Reserved;

    /// <summary>The orders of a trading date that went to the broker.</summary>
    /// <param name="date">The trading date.</param>
    /// <param name="orders">The order book.</param>
    /// <param name="fills">The date's executions.</param>
    public static IReadOnlyList<ExecutionSample> Of(LocalDate date, OrderBookView orders, IReadOnlyList<BookedFill> fills)
    {
        var firsts = new Dictionary<string, Instant>(StringComparer.Ordinal);
        foreach (var fill in fills)
        {
            firsts.TryAdd(fill.OrderId, fill.At);
        }

        var samples = new List<ExecutionSample>();
        foreach (var order in orders.Orders)
        {
            if (order.TradingDate == date && IsMeasured(order))
            {
                samples.Add(Of(order, firsts.TryGetValue(order.Id, out var first) ? first : order.FilledFrom));
            }
        }

        return samples;
    }

    /// <summary>Basis points from the price decided at to the price got: (fill - reference) / reference x 10,000 of a buy, the negative of that of a sell.</summary>
    internal static decimal Slippage(OrderSide side, Price reference, Price fill)
    {
        var up = (fill.Value - reference.Value) / reference.Value * BasisPoints;
        return decimal.Round(side == OrderSide.Buy ? up : -up, Digits);
    }

    /// <summary>The New York hour in which an order was sent.</summary>
    internal static int HourOf(Order order) => NewYork.TimeOf(order.SentAt!.Value).Hour;

    // A stop or a target waits for its price: what it gets says nothing of how orders are sent. What the door refused, or the dry run took, was never sent.
    internal static bool IsMeasured(Order order) =>
        !order.IsExternal
        && order.SentAt is not null
        && order.State is not OrderState.DryRun and not OrderState.Replaced
        && (order.Purpose == OrderPurpose.Entry || order is { Purpose: OrderPurpose.Exit, Type: OrderType.Market })
        && !(order.State == OrderState.Rejected && order.Reason?.StartsWith("never sent", StringComparison.Ordinal) == true);

    private static ExecutionSample Of(Order order, Instant? first) => new(
        order.Id,
        order.Symbol,
        order.Purpose,
        HourOf(order),
        order.Quantity,
        order.Filled,
        order.State,
        order is { ReferencePrice: { } reference, AverageFillPrice: { } price } && !order.Filled.IsZero ? Slippage(order.Side, reference, price) : null,
        first is { } at && !order.Filled.IsZero ? decimal.Max(0m, decimal.Round((decimal)(at - order.SentAt!.Value).TotalSeconds, 3)) : null);
}
