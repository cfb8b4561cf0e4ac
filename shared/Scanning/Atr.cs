using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>The average true range: the plain 14-bar mean of the true range (not Wilder's smoothing).</summary>
internal static class Atr
{
    /// <summary>Bars in one average.</summary>
    public const int Length = 14;

    /// <summary>The newest average true range, dollars.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Last(BarSeries bars)
    {
        Span<double> ranges = stackalloc double[Length];
        TrueRanges(bars, ranges);
        return Average.Simple(ranges, Length);
    }

    /// <summary>Fills <paramref name="percents"/> with the newest ATRs in percent of their bar's close, oldest first.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Percents(BarSeries bars, Span<double> percents)
    {
        Span<double> ranges = stackalloc double[percents.Length + Length - 1];
        TrueRanges(bars, ranges);
        var closes = bars.Close[^percents.Length..];
        for (var i = 0; i < percents.Length; i++)
        {
            var sum = 0.0;
            foreach (var range in ranges.Slice(i, Length))
            {
                sum += range;
            }

            percents[i] = sum / Length / closes[i] * 100;
        }
    }

    /// <summary>Fills <paramref name="ranges"/> with the newest true ranges, oldest first: max(H-L, |H-C1|, |L-C1|), and H-L for the first bar of all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void TrueRanges(BarSeries bars, Span<double> ranges)
    {
        var first = bars.Count - ranges.Length;
        ReadOnlySpan<double> highs = bars.High[first..], lows = bars.Low[first..], closes = bars.Close[first..];
        var before = first > 0 ? bars.Close[first - 1] : lows[0];
        for (var i = 0; i < ranges.Length && i < highs.Length && i < lows.Length && i < closes.Length; i++)
        {
            var beyond = double.MaxNative(Math.Abs(highs[i] - before), Math.Abs(lows[i] - before));
            ranges[i] = double.MaxNative(highs[i] - lows[i], beyond);
            before = closes[i];
        }
    }
}
