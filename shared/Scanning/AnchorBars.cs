using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>Finds the bars that anchor a volume-weighted average.</summary>
internal static class AnchorBars
{
    /// <summary>The most anchors a symbol can have.</summary>
    public const int Most = 6;

    /// <summary>The bars in which a gap or a breakout is looked for.</summary>
    public const int EventBars = 60;

    private const int SwingBars = 20;
    private const int VolumeBars = 20;
    private const int BreakoutBars = 5;

    /// <summary>Writes the anchors of <paramref name="bars"/> by falling priority, one for each bar, and returns how many.</summary>
    public static int Find(BarSeries bars, int gap, ScanSettings settings, Span<AnchorBar> anchors)
    {
        var count = Add(anchors, 0, new AnchorBar(Anchor.YearToDate, settings.ReferenceCalendar ? 0 : CalendarAnchors.YearStart(bars)));
        count = Add(anchors, count, new AnchorBar(Anchor.Gap, gap));
        count = Add(anchors, count, new AnchorBar(Anchor.VolumeBreakout, LastBreakout(bars)));
        count = Add(anchors, count, new AnchorBar(Anchor.MonthToDate, settings.ReferenceCalendar ? -1 : CalendarAnchors.MonthStart(bars)));
        var swing = bars.Count - SwingBars;
        count = Add(anchors, count, new AnchorBar(Anchor.SwingLow, swing + Lowest(bars.Low[swing..])));
        return Add(anchors, count, new AnchorBar(Anchor.SwingHigh, swing + Highest(bars.High[swing..])));
    }

    /// <summary>The newest of the last 60 bars that opened <paramref name="threshold"/> or more away from the close before it, or -1. The window's first bar has no close before it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int LastGap(BarSeries bars, double threshold)
    {
        ReadOnlySpan<double> opens = bars.Open, closes = bars.Close;
        for (var i = opens.Length - 1; i > opens.Length - EventBars; i--)
        {
            if (Math.Abs(opens[i] - closes[i - 1]) / closes[i - 1] >= threshold)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>
    /// The newest bar with 1.8 times its 20-bar average volume that closed in the top 30 percent of its range and above the five highs before it, or -1.
    /// The averages begin inside the window of 60 bars.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int LastBreakout(BarSeries bars)
    {
        ReadOnlySpan<double> highs = bars.High, lows = bars.Low, closes = bars.Close, volumes = bars.Volume;
        for (var i = bars.Count - 1; i > bars.Count - EventBars + VolumeBars - 2; i--)
        {
            if ((closes[i] - lows[i]) / (highs[i] - lows[i]) > 0.7
                && closes[i] > highs[(i - BreakoutBars) + Highest(highs.Slice(i - BreakoutBars, BreakoutBars))]
                && volumes[i] > 1.8 * Average.Simple(volumes[..(i + 1)], VolumeBars))
            {
                return i;
            }
        }

        return -1;
    }

    private static int Add(Span<AnchorBar> anchors, int count, AnchorBar anchor)
    {
        foreach (var earlier in anchors[..count])
        {
            if (earlier.Bar == anchor.Bar)
            {
                return count;
            }
        }

        if (anchor.Bar < 0)
        {
            return count;
        }

        anchors[count] = anchor;
        return count + 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Lowest(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] < values[best] ? i : best;
        }

        return best;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Highest(ReadOnlySpan<double> values)
    {
        var best = 0;
        for (var i = 1; i < values.Length; i++)
        {
            best = values[i] > values[best] ? i : best;
        }

        return best;
    }
}
