using Trading.Orders;

namespace Trading.Accounting.Quality;

/// <summary>How well orders were executed. A rate that has nothing to divide by is null.</summary>
/// <param name="Orders">Orders that went to the broker.</param>
/// <param name="Open">Those that can still fill: they count in no rate yet.</param>
/// <param name="FillRate">Filled shares in percent of the shares asked for, over entries that are done and were not rejected.</param>
/// <param name="Partial">Done orders of which some shares filled, not all.</param>
/// <param name="Rejected">Orders that the broker refused.</param>
/// <param name="RejectRate">Those in percent of all orders that are done.</param>
/// <param name="SlippageBps">Slippage against the price decided at, basis points, above zero worse for us; each order counts once, whatever its size.</param>
/// <param name="SecondsToFill">From sending to the first execution.</param>
public sealed record QualityStats(
    int Orders, int Open, decimal? FillRate, int Partial, int Rejected, decimal? RejectRate, Quantiles? SlippageBps, Quantiles? SecondsToFill)
{
    private const int Digits = 4;

    /// <summary>The quality of some orders.</summary>
    public static QualityStats Of(IReadOnlyCollection<ExecutionSample> samples)
    {
        var done = samples.Where(sample => !sample.IsOpen).ToList();
        var rejected = done.Count(sample => sample.State == OrderState.Rejected);
        var entries = done.Where(sample => sample is { Purpose: OrderPurpose.Entry, State: not OrderState.Rejected }).ToList();
        return new QualityStats(
            samples.Count,
            samples.Count - done.Count,
            Percent(entries.Sum(sample => sample.Filled.Value), entries.Sum(sample => sample.Quantity.Value)),
            done.Count(sample => !sample.Filled.IsZero && sample.Filled < sample.Quantity),
            rejected,
            Percent(rejected, done.Count),
            Quantiles.Of(samples.Select(sample => sample.SlippageBps).OfType<decimal>()),
            Quantiles.Of(samples.Select(sample => sample.SecondsToFill).OfType<decimal>()));
    }

    private static decimal? Percent(decimal part, decimal whole) => whole == 0m ? null : decimal.Round(part * 100m / whole, Digits);
}

/// <summary>The quality of one group of orders.</summary>
/// <param name="Key">The symbol, or the New York hour such as <c>09</c>.</param>
/// <param name="Stats">Its figures.</param>
public sealed record QualityGroup(string Key, QualityStats Stats)
{
    /// <summary>Groups in ordinal order of their key.</summary>
    public static IReadOnlyList<QualityGroup> By(IEnumerable<ExecutionSample> samples, Func<ExecutionSample, string> key) =>
        [.. samples.GroupBy(key, StringComparer.Ordinal).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => new QualityGroup(group.Key, QualityStats.Of([.. group])))];
}
