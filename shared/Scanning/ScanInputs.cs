using NodaTime;
using NodaTime.Text;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>All that a scan looks at.</summary>
/// <param name="ScanDate">The trading date that is scanned for, New York.</param>
/// <param name="AsOf">The session whose close the scan knows last: the one before the scan date, or the scan date itself in a scan after its close.</param>
/// <param name="Correlation">The chain that begins here, such as <c>scan-2013-10-07</c>.</param>
/// <param name="Listed">How many symbols the market lists.</param>
/// <param name="Bad">The symbols left out because a bar of theirs cannot be true or cannot be read.</param>
/// <param name="Market">The daily bars of the others. Bars after <paramref name="AsOf"/> are not looked at.</param>
/// <param name="Benchmark">SPY's daily bars, or null when there are none.</param>
/// <param name="Sectors">The sectors.</param>
/// <param name="Earnings">The earnings calendar, or null when there is none.</param>
public sealed record ScanInputs(
    LocalDate ScanDate,
    LocalDate AsOf,
    string Correlation,
    int Listed,
    IReadOnlyList<Symbol> Bad,
    IReadOnlyList<BarSeries> Market,
    BarSeries? Benchmark,
    Sectors Sectors,
    EarningsCalendar? Earnings)
{
    /// <summary>The inputs of a scan after the close of <paramref name="date"/>, whose files carry that date; no symbol was left out before.</summary>
    /// <exception cref="MarketDataException">No symbol has a bar of that date: it is a holiday, or the bars end before it.</exception>
    public static ScanInputs AfterClose(LocalDate date, string correlation, IReadOnlyList<BarSeries> market, BarSeries? benchmark, Sectors sectors)
    {
        var day = BarSeries.ToDay(date);
        foreach (var bars in market)
        {
            if (bars.Days.BinarySearch(day) >= 0)
            {
                return new(date, date, correlation, market.Count, [], market, benchmark, sectors, Earnings: null);
            }
        }

        throw new MarketDataException($"No symbol has a bar of {LocalDatePattern.Iso.Format(date)}; name a date on which the bars have one");
    }
}
