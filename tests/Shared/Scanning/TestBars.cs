using NodaTime;
using Trading.Market;

namespace Trading.Tests.Shared.Scanning;

/// <summary>Made-up daily bars on weekdays.</summary>
internal static class TestBars
{
    /// <summary>A Monday.</summary>
    public static LocalDate FirstDay { get; } = new(2012, 1, 2);

    /// <summary>A random walk that rises on the whole, with gaps and bursts of volume.</summary>
    public static BarSeries Random(int seed, int count, string symbol = "TEST", double drift = 0.001)
    {
        var random = new Random(seed);
        var rows = new (double Open, double High, double Low, double Close, double Volume)[count];
        var price = 20 + (random.NextDouble() * 200);
        var swing = 0.008 + (random.NextDouble() * 0.012);
        for (var i = 0; i < count; i++)
        {
            var open = price * (1 + ((random.NextDouble() - 0.5) * swing) + (random.Next(40) == 0 ? 0.05 : 0));
            price = open * Math.Exp(drift + (swing * (random.NextDouble() + random.NextDouble() - 1)));
            var high = Math.Max(open, price) * (1 + (random.NextDouble() * swing / 2));
            var low = Math.Min(open, price) * (1 - (random.NextDouble() * swing / 2));
            rows[i] = (open, high, low, price, 1e6 * (0.5 + random.NextDouble() + (random.Next(15) == 0 ? 3 : 0)));
        }

        return Of(symbol, rows);
    }

    /// <summary>Bars from the first day on.</summary>
    public static BarSeries Of(string symbol, params (double Open, double High, double Low, double Close, double Volume)[] rows) => new(
        Symbol.Parse(symbol),
        rows.Length,
        [.. Weekdays(rows.Length)],
        [.. rows.Select(row => row.Open)],
        [.. rows.Select(row => row.High)],
        [.. rows.Select(row => row.Low)],
        [.. rows.Select(row => row.Close)],
        [.. rows.Select(row => row.Volume)]);

    /// <summary>Bars whose highs and lows lie half a dollar from the closes given.</summary>
    public static BarSeries Closes(params double[] closes) => Of("TEST", [.. closes.Select(close => (close, close + 0.5, close - 0.5, close, 1000.0))]);

    /// <summary>The same bars with other columns.</summary>
    public static BarSeries Change(BarSeries bars, Func<double, double> price, Func<double, double> volume) => new(
        bars.Symbol, bars.Count, bars.Days.ToArray(), Map(bars.Open, price), Map(bars.High, price), Map(bars.Low, price), Map(bars.Close, price), Map(bars.Volume, volume));

    /// <summary>The first so many weekdays from the first day on.</summary>
    public static IEnumerable<int> Weekdays(int count) =>
        Enumerable.Range(BarSeries.ToDay(FirstDay), count * 2).Where(day => BarSeries.FromDay(day).DayOfWeek < IsoDayOfWeek.Saturday).Take(count);

    private static double[] Map(ReadOnlySpan<double> values, Func<double, double> change) => [.. values.ToArray().Select(change)];
}
