using Trading.Market;

namespace Trading.Scanning;

/// <summary>The strength of a trend: 2 slope + 0.7 ADX in the slope's direction - 10 volatility ratio, where slope is that of the 50-bar average in percent.</summary>
internal static class TrendScore
{
    /// <summary>The score; NaN when the ADX is not known.</summary>
    public static double Of(BarSeries bars, in Quality quality) =>
        (2 * quality.SlopePercent) + (0.7 * Adx.Last(bars) * Math.Sign(quality.SlopePercent)) - (10 * quality.VolatilityRatio);
}
