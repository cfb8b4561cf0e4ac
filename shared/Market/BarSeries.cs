using NodaTime;

namespace Trading.Market;

/// <summary>
/// The daily bars of one symbol, oldest first, as columns: what an indicator walks over without touching anything else.
/// A series is a view of the first <see cref="Count"/> rows, so that "as of an earlier date" copies nothing.
/// </summary>
public sealed class BarSeries
{
    private const int Epoch = 719162; // days from 0001-01-01 to 1970-01-01
    private readonly int[] days;
    private readonly double[] open;
    private readonly double[] high;
    private readonly double[] low;
    private readonly double[] close;
    private readonly double[] volume;

    /// <summary>Wraps columns of equal length: <paramref name="days"/> are days since 1970-01-01, strictly rising; prices are dollars a share; volume is shares.</summary>
    /// <exception cref="ArgumentException">The columns differ in length or are shorter than <paramref name="count"/>.</exception>
    public BarSeries(Symbol symbol, int count, int[] days, double[] open, double[] high, double[] low, double[] close, double[] volume)
    {
        var shortest = Math.Min(Math.Min(Math.Min(days.Length, open.Length), Math.Min(high.Length, low.Length)), Math.Min(close.Length, volume.Length));
        if (count < 0 || count > shortest)
        {
            throw new ArgumentException($"{symbol}: {count} rows asked of columns of {shortest}", nameof(count));
        }

        (Symbol, Count, this.days, this.open, this.high, this.low, this.close, this.volume) = (symbol, count, days, open, high, low, close, volume);
    }

    /// <summary>The symbol.</summary>
    public Symbol Symbol { get; }

    /// <summary>The number of bars.</summary>
    public int Count { get; }

    /// <summary>Trading dates as days since 1970-01-01, strictly rising.</summary>
    public ReadOnlySpan<int> Days => days.AsSpan(0, Count);

    /// <summary>Opening prices.</summary>
    public ReadOnlySpan<double> Open => open.AsSpan(0, Count);

    /// <summary>Highest prices.</summary>
    public ReadOnlySpan<double> High => high.AsSpan(0, Count);

    /// <summary>Lowest prices.</summary>
    public ReadOnlySpan<double> Low => low.AsSpan(0, Count);

    /// <summary>Closing prices.</summary>
    public ReadOnlySpan<double> Close => close.AsSpan(0, Count);

    /// <summary>Shares traded.</summary>
    public ReadOnlySpan<double> Volume => volume.AsSpan(0, Count);

    /// <summary>The trading date of bar <paramref name="index"/>.</summary>
    public LocalDate DateAt(int index) => FromDay(Days[index]);

    /// <summary>The bars up to and including <paramref name="date"/>, without copying.</summary>
    public BarSeries Through(LocalDate date)
    {
        var found = Days.BinarySearch(ToDay(date));
        return new BarSeries(Symbol, found >= 0 ? found + 1 : ~found, days, open, high, low, close, volume);
    }

    /// <summary>Days since 1970-01-01.</summary>
    public static int ToDay(LocalDate date) => new DateOnly(date.Year, date.Month, date.Day).DayNumber - Epoch;

    /// <summary>The date <paramref name="day"/> days after 1970-01-01.</summary>
    public static LocalDate FromDay(int day)
    {
        var date = DateOnly.FromDayNumber(day + Epoch);
        return new LocalDate(date.Year, date.Month, date.Day);
    }
}
