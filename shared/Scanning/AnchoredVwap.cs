using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>Volume-weighted averages of the typical price (H + L + C) / 3, dollars.</summary>
internal static class AnchoredVwap
{
    /// <summary>The newest values that are kept: a slope over five bars needs six.</summary>
    public const int Kept = 6;

    private const int RollingBars = 20;

    /// <summary>Fills <paramref name="newest"/> with the newest six values of the average counted from bar <paramref name="from"/>, oldest first; false when there are fewer.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool From(BarSeries bars, int from, Span<double> newest)
    {
        ReadOnlySpan<double> highs = bars.High[from..], lows = bars.Low[from..], closes = bars.Close[from..], volumes = bars.Volume[from..];
        var first = highs.Length - Kept;
        if (first < 0)
        {
            return false;
        }

        double dollars = 0, shares = 0;
        for (var i = 0; i < first && i < lows.Length && i < closes.Length && i < volumes.Length; i++)
        {
            dollars += (highs[i] + lows[i] + closes[i]) / 3 * volumes[i];
            shares += volumes[i];
        }

        for (var i = first; i < highs.Length; i++)
        {
            dollars += (highs[i] + lows[i] + closes[i]) / 3 * volumes[i];
            shares += volumes[i];
            newest[i - first] = dollars / shares;
        }

        return !double.IsNaN(newest[0]);
    }

    /// <summary>The average of the 20 bars that end <paramref name="back"/> bars before the last; NaN when nothing traded in them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Rolling(BarSeries bars, int back)
    {
        var first = bars.Count - back - RollingBars;
        ReadOnlySpan<double> highs = bars.High, lows = bars.Low, closes = bars.Close, volumes = bars.Volume;
        double dollars = 0, shares = 0;
        for (var i = first; i < first + RollingBars; i++)
        {
            dollars += (highs[i] + lows[i] + closes[i]) / 3 * volumes[i];
            shares += volumes[i];
        }

        return dollars / shares;
    }
}
