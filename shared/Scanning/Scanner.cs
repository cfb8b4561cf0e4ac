using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>
/// The pure scan of one symbol: bars in, candidate or reason out. It allocates nothing but the candidate, keeps no state and may run on many threads.
/// Bars are split-adjusted, one for each session, and the newest one is a weekday's.
/// </summary>
public static class Scanner
{
    /// <summary>The candidate that <paramref name="bars"/> make, or null.</summary>
    public static Candidate? Scan(BarSeries bars, ScanSettings settings) => Scan(bars, settings, out _);

    /// <summary>The candidate that <paramref name="bars"/> make, or null and the <paramref name="gate"/> that stopped it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Candidate? Scan(BarSeries bars, ScanSettings settings, out ScanGate gate)
    {
        gate = QualityGates.Check(bars, settings, out var quality);
        if (gate != ScanGate.Passed)
        {
            return null;
        }

        Span<AnchorBar> anchors = stackalloc AnchorBar[AnchorBars.Most];
        Span<double> vwap = stackalloc double[AnchoredVwap.Kept];
        var gap = AnchorBars.LastGap(bars, settings.GapThreshold);
        var count = AnchorBars.Find(bars, gap, settings, anchors);
        if (AnchorChoice.Among(anchors[..count], bars, settings, vwap) is not { } chosen)
        {
            gate = ScanGate.Anchor;
            return null;
        }

        var score = TrendScore.Of(bars, quality);
        gate = double.IsNaN(score) ? ScanGate.Strength : ScanGate.Passed;
        return gate == ScanGate.Passed ? Describe(bars, quality, chosen, score, SetupReader.Read(bars, quality, vwap, gap)) : null;
    }

    private static Candidate Describe(BarSeries bars, in Quality quality, in ChosenAnchor chosen, double score, SetupLabels setup)
    {
        var (high, low, close) = (bars.High[^1], bars.Low[^1], bars.Close[^1]);
        var pivot = (high + low + close) / 3;
        return new Candidate(
            bars.Symbol,
            quality.Tier,
            Dollars(Rounding.Scaled(close, 2)),
            Cents(chosen.Level),
            Rounding.HalfEven(chosen.DistancePercent, 2),
            Cents(StopLevel.For(bars, chosen.Level, quality.Atr)),
            Cents((2 * pivot) - low),
            Cents(pivot + (high - low)),
            Rounding.HalfEven(score, 6),
            chosen.Anchor.Anchor,
            bars.DateAt(chosen.Anchor.Bar),
            Rounding.HalfEven(chosen.Slope, 4),
            chosen.Confluence,
            setup);
    }

    private static Price Cents(double value) => Dollars(Rounding.HalfEven(value, 2));

    private static Price Dollars(double value) => new((decimal)value);
}
