using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>What the quality gates measured.</summary>
/// <param name="Tier">The trend tier.</param>
/// <param name="Sma20">20-bar average of the close, dollars.</param>
/// <param name="Sma50">50-bar average of the close, dollars.</param>
/// <param name="SlopePercent">Change of the 50-bar average over ten bars, percent.</param>
/// <param name="Atr">Average true range, dollars.</param>
/// <param name="VolatilityRatio">ATR percent over its median of 120 bars.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Quality(TrendTier Tier, double Sma20, double Sma50, double SlopePercent, double Atr, double VolatilityRatio);

/// <summary>History, trend by day and week, volatility: what must hold of the bars before an anchor is looked for.</summary>
internal static class QualityGates
{
    /// <summary>120 values of the ATR, the first of which ends on bar 14.</summary>
    public const int FewestBars = MedianBars + Atr.Length - 1;

    private const int MedianBars = 120;

    /// <summary>The gate that <paramref name="bars"/> fail, or <see cref="ScanGate.Passed"/> and what was measured.</summary>
    public static ScanGate Check(BarSeries bars, ScanSettings settings, out Quality quality)
    {
        quality = default;
        if (bars.Count < FewestBars)
        {
            return ScanGate.History;
        }

        var close = bars.Close[^1];
        var sma20 = Average.Simple(bars.Close, 20);
        var sma50 = Average.Simple(bars.Close, 50);
        var slope = Average.Slope(bars.Close, 50, 10);
        if (TierOf(close, sma20, sma50, slope) is not { } tier)
        {
            return ScanGate.Trend;
        }

        if (!WeeklyAlignment.Holds(bars))
        {
            return ScanGate.Weekly;
        }

        var atr = Atr.Last(bars);
        var percent = atr / close * 100;
        if (atr < settings.MinimumAtr || percent > settings.MaximumAtrPercent)
        {
            return ScanGate.Volatility;
        }

        var median = MedianPercent(bars);
        quality = new Quality(tier, sma20, sma50, slope * 100, atr, percent / median);
        return percent <= settings.MaximumVolatilityRatio * median ? ScanGate.Passed : ScanGate.Volatility;
    }

    private static TrendTier? TierOf(double close, double sma20, double sma50, double slope) =>
        close > sma20 && sma20 >= sma50 ? TrendTier.A
        : close > sma50 && slope > 0 ? TrendTier.B
        : null;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double MedianPercent(BarSeries bars)
    {
        Span<double> percents = stackalloc double[MedianBars];
        Atr.Percents(bars, percents);
        return Median.OfEven(percents);
    }
}
