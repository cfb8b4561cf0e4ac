using Trading.Market;

namespace Trading.Scanning;

/// <summary>Puts a setup into words.</summary>
internal static class SetupReader
{
    private const int RecentBars = 5;
    private const double NeutralBand = 0.002;

    /// <summary>The labels of the newest bar; <paramref name="vwap"/> holds the newest values of the anchored VWAP and <paramref name="gap"/> the bar of the last gap or -1.</summary>
    public static SetupLabels Read(BarSeries bars, in Quality quality, ReadOnlySpan<double> vwap, int gap)
    {
        var closes = bars.Close[^3..];
        ReadOnlySpan<double> rolling = [AnchoredVwap.Rolling(bars, 2), AnchoredVwap.Rolling(bars, 1), AnchoredVwap.Rolling(bars, 0)];
        var distance = Math.Abs((closes[2] - vwap[^1]) / vwap[^1] * 100);
        return new SetupLabels(
            Against(rolling, closes),
            Against(vwap[^3..], closes),
            distance <= 1 ? Extension.Balanced : distance >= 6 ? Extension.Extended : Extension.Moderate,
            gap < 0 ? GapReset.None : bars.Count - 1 - gap <= RecentBars ? GapReset.Recent : GapReset.Stale,
            Structure(bars, quality));
    }

    internal static LineLabels Against(ReadOnlySpan<double> line, ReadOnlySpan<double> closes)
    {
        if (!double.IsFinite(line[2]))
        {
            return new LineLabels(Bias.Unknown, Bias.None, Bias.None, null);
        }

        return new LineLabels(
            Side(closes[2] > line[2] * (1 + NeutralBand), closes[2] < line[2] * (1 - NeutralBand), Bias.Neutral),
            Side(closes[1] <= line[1] && closes[2] > line[2], closes[1] >= line[1] && closes[2] < line[2], Bias.None),
            Side(
                closes[0] > line[0] && closes[1] > line[1] && closes[2] > line[2],
                closes[0] < line[0] && closes[1] < line[1] && closes[2] < line[2],
                Bias.None),
            Rounding.HalfEven((closes[2] - line[2]) / line[2] * 100, 2));
    }

    private static Bias Structure(BarSeries bars, in Quality quality)
    {
        var slope = Average.Slope(bars.Close, 50, 5);
        return Side(quality.Sma20 > quality.Sma50 && slope > 0, quality.Sma20 < quality.Sma50 && slope < 0, Bias.Neutral);
    }

    private static Bias Side(bool up, bool down, Bias otherwise) => up ? Bias.Bullish : down ? Bias.Bearish : otherwise;
}
