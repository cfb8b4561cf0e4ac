using NodaTime;
using Trading.Market;

namespace Trading.Tests.Shared.Scanning;

/// <summary>The indicators written out from their definitions, whole columns at a time and with no regard for speed; NaN where there is no value.</summary>
internal static class PlainIndicators
{
    public static double[] Sma(double[] values, int length) =>
        [.. values.Select((_, i) => i < length - 1 ? double.NaN : Enumerable.Range(0, length).Sum(k => values[i - k]) / length)];

    public static double Slope(double[] values, int over)
    {
        var known = values.Where(value => !double.IsNaN(value)).ToArray();
        return known.Length <= over ? double.NaN : (known[^1] - known[^(over + 1)]) / Math.Abs(known[^(over + 1)]);
    }

    public static double[] TrueRange(BarSeries bars) =>
        [.. Enumerable.Range(0, bars.Count).Select(i => i == 0
            ? bars.High[0] - bars.Low[0]
            : new[] { bars.High[i] - bars.Low[i], Math.Abs(bars.High[i] - bars.Close[i - 1]), Math.Abs(bars.Low[i] - bars.Close[i - 1]) }.Max())];

    public static double[] AtrPercent(BarSeries bars) => [.. Sma(TrueRange(bars), 14).Zip(bars.Close.ToArray(), (atr, close) => atr / close * 100)];

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>With both directional indicators and the smoothed true range, as textbooks have it.</summary>
    public static double Adx(BarSeries bars)
    {
        var rises = Enumerable.Range(0, bars.Count).Select(i => i == 0 ? 0 : bars.High[i] - bars.High[i - 1]).ToArray();
        var falls = Enumerable.Range(0, bars.Count).Select(i => i == 0 ? 0 : bars.Low[i - 1] - bars.Low[i]).ToArray();
        var plus = Smooth([.. rises.Zip(falls, (up, down) => up > down && up > 0 ? up : 0)]);
        var minus = Smooth([.. rises.Zip(falls, (up, down) => down > up && down > 0 ? down : 0)]);
        var range = Smooth(TrueRange(bars));
        var dx = Enumerable.Range(13, bars.Count - 13).Select(i =>
        {
            var (up, down) = (100 * plus[i] / range[i], 100 * minus[i] / range[i]);
            return 100 * Math.Abs(up - down) / (up + down);
        }).Where(value => !double.IsNaN(value)).ToArray();
        return dx.Length < 14 ? double.NaN : Smooth(dx)[^1];
    }

    public static double[] AnchoredVwap(BarSeries bars, int from)
    {
        var typical = Enumerable.Range(0, bars.Count).Select(i => (bars.High[i] + bars.Low[i] + bars.Close[i]) / 3).ToArray();
        var volume = bars.Volume.ToArray();
        return [.. Enumerable.Range(from, bars.Count - from).Select(last =>
            Enumerable.Range(from, last - from + 1).Sum(i => typical[i] * volume[i]) / Enumerable.Range(from, last - from + 1).Sum(i => volume[i]))];
    }

    public static bool Weekly(BarSeries bars)
    {
        var closes = bars.Close.ToArray();
        var weeks = Enumerable.Range(0, bars.Count).GroupBy(i => bars.DateAt(i).With(DateAdjusters.NextOrSame(IsoDayOfWeek.Friday))).Select(week => closes[week.Last()]).ToArray();
        return bars.Count < 200 || weeks.Length < 40 || Sma(weeks, 10)[^1] > Sma(weeks, 40)[^1];
    }

    private static double[] Smooth(double[] values)
    {
        var smooth = (double[])values.Clone();
        for (var i = 1; i < values.Length; i++)
        {
            smooth[i] = (13.0 / 14 * smooth[i - 1]) + (values[i] / 14);
        }

        return smooth;
    }
}
