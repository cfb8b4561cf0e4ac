using System.Globalization;
using NodaTime;
using Trading.Market;
using Trading.Time;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Market;

/// <summary>The broker's daily bars as columns. A bar's time is the New York midnight that its date begins with.</summary>
internal static class DailyColumns
{
    /// <summary>The bars dated up to <paramref name="through"/>; null when there are none.</summary>
    public static BarSeries? Of(Symbol symbol, IEnumerable<Api.IBar> bars, LocalDate through)
    {
        var rows = bars.Select(bar => (Day: BarSeries.ToDay(NewYork.DateOf(Instant.FromDateTimeUtc(bar.TimeUtc))), Bar: bar)).Where(row => row.Day <= BarSeries.ToDay(through)).ToArray();
        return rows.Length == 0
            ? null
            : new BarSeries(
                symbol,
                rows.Length,
                Array.ConvertAll(rows, row => row.Day),
                Array.ConvertAll(rows, row => Number(row.Bar.Open)),
                Array.ConvertAll(rows, row => Number(row.Bar.High)),
                Array.ConvertAll(rows, row => Number(row.Bar.Low)),
                Array.ConvertAll(rows, row => Number(row.Bar.Close)),
                Array.ConvertAll(rows, row => Number(row.Bar.Volume)));
    }

    /// <summary>What is wrong with a series, or null when it can be true.</summary>
    public static string? WhyImpossible(BarSeries bars)
    {
        for (var i = 0; i < bars.Count; i++)
        {
            var (open, high, low, close) = (bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i]);
            var wrong = i > 0 && bars.Days[i] <= bars.Days[i - 1] ? "is there twice or out of order"
                : low <= 0 || high < Math.Max(open, close) || low > Math.Min(open, close) ? "has prices that cannot be"
                : bars.Volume[i] < 0 ? "has a volume under zero"
                : null;
            if (wrong is not null)
            {
                return $"{bars.Symbol}: the broker's bar of {bars.DateAt(i):uuuu-MM-dd} {wrong}";
            }
        }

        return null;
    }

    // The nearest double to what is written; a cast divides, and can be one step beside it.
    private static double Number(decimal value)
    {
        Span<char> text = stackalloc char[32];
        return value.TryFormat(text, out var length, provider: CultureInfo.InvariantCulture)
            ? double.Parse(text[..length], NumberStyles.Float, CultureInfo.InvariantCulture)
            : (double)value;
    }
}
