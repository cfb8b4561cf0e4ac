using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>An anchored VWAP that a long entry may lean on.</summary>
/// <param name="Anchor">Where it is counted from.</param>
/// <param name="Level">Its newest value, dollars.</param>
/// <param name="Slope">Its change over five bars, a fraction.</param>
/// <param name="DistancePercent">How far the close is above it, percent of it.</param>
/// <param name="Confluence">How many qualifying levels lie within one percent of it, itself counted.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct ChosenAnchor(AnchorBar Anchor, double Level, double Slope, double DistancePercent, int Confluence);

/// <summary>
/// Chooses the anchor: the close must stand above its VWAP, not too far, and the VWAP must not fall unless the close has just reclaimed it.
/// Score = priority - |distance| + 50 when 0.1 to 1.5 percent away + 40 on a reclaim; the trend's score is the same for all anchors of a symbol and left out.
/// </summary>
internal static class AnchorChoice
{
    /// <summary>Writes the newest six values of the chosen VWAP to <paramref name="vwap"/>; null when no anchor qualifies.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static ChosenAnchor? Among(ReadOnlySpan<AnchorBar> anchors, BarSeries bars, ScanSettings settings, Span<double> vwap)
    {
        Span<double> levels = stackalloc double[AnchorBars.Most];
        Span<double> values = stackalloc double[AnchoredVwap.Kept];
        ChosenAnchor? best = null;
        var bestScore = double.NegativeInfinity;
        var count = 0;
        foreach (var anchor in anchors)
        {
            if (!AnchoredVwap.From(bars, anchor.Bar, values) || Qualify(anchor, bars.Close, values, settings, out var score) is not { } chosen)
            {
                continue;
            }

            levels[count++] = chosen.Level;
            if (score > bestScore)
            {
                (best, bestScore) = (chosen, score);
                values.CopyTo(vwap);
            }
        }

        return best is { } winner ? winner with { Confluence = Near(winner.Level, levels[..count]) } : null;
    }

    private static ChosenAnchor? Qualify(AnchorBar anchor, ReadOnlySpan<double> closes, ReadOnlySpan<double> vwap, ScanSettings settings, out double score)
    {
        var (level, close) = (vwap[^1], closes[^1]);
        var reclaim = closes[^2] <= level && close > level;
        var slope = (level - vwap[0]) / Math.Abs(vwap[0]);
        var distance = (close - level) / level * 100;
        score = anchor.Priority - Math.Abs(distance) + (distance is >= 0.1 and <= 1.5 ? 50 : 0) + (reclaim ? 40 : 0);
        return close > level && (slope >= settings.MinimumAvwapSlope || reclaim) && distance <= settings.MaximumDistancePercent
            ? new ChosenAnchor(anchor, level, slope, distance, 0)
            : null;
    }

    private static int Near(double level, ReadOnlySpan<double> levels)
    {
        var near = 0;
        foreach (var other in levels)
        {
            near += Math.Abs(other - level) / level <= 0.01 ? 1 : 0;
        }

        return near;
    }
}
