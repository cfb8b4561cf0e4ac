using Trading.Market;

namespace Trading.Scanning;

/// <summary>The first bars of the newest bar's year and month.</summary>
internal static class CalendarAnchors
{
    private const int DaysBefore1970 = 719162;

    /// <summary>The index of the first bar on or after 1 January of the newest bar's year.</summary>
    public static int YearStart(BarSeries bars) => FirstFrom(bars.Days, bars.Days[^1] - (DateOf(bars.Days[^1]).DayOfYear - 1));

    /// <summary>The index of the first bar on or after the first of the newest bar's month.</summary>
    public static int MonthStart(BarSeries bars) => FirstFrom(bars.Days, bars.Days[^1] - (DateOf(bars.Days[^1]).Day - 1));

    private static DateOnly DateOf(int day) => DateOnly.FromDayNumber(day + DaysBefore1970);

    private static int FirstFrom(ReadOnlySpan<int> days, int day)
    {
        var found = days.BinarySearch(day);
        return found >= 0 ? found : ~found;
    }
}
