using Trading.Market;

namespace Trading.Scanning;

/// <summary>Whether enough of a symbol trades: shares a day over 20 bars, dollars a day over 45 calendar days, at least 15 bars in them.</summary>
internal static class LiquidityFilter
{
    private const int WindowDays = 45;
    private const int FewestBars = 15;
    private const int ShareBars = 20;
    private const double FewestShares = 400_000;
    private const double FewestDollars = 10_000_000;

    /// <summary>Whether <paramref name="bars"/> are liquid over the calendar days before <paramref name="scanDay"/> (days since 1970-01-01).</summary>
    public static bool Passes(BarSeries bars, int scanDay)
    {
        var first = bars.Days.BinarySearch(scanDay - WindowDays);
        first = first >= 0 ? first : ~first;
        ReadOnlySpan<double> closes = bars.Close[first..], volumes = bars.Volume[first..];
        return closes.Length >= FewestBars
            && Average.Simple(volumes, Math.Min(ShareBars, volumes.Length)) >= FewestShares
            && MeanDollars(closes, volumes) >= FewestDollars;
    }

    private static double MeanDollars(ReadOnlySpan<double> closes, ReadOnlySpan<double> volumes)
    {
        var sum = 0.0;
        for (var i = 0; i < closes.Length; i++)
        {
            sum += closes[i] * volumes[i];
        }

        return sum / closes.Length;
    }
}
