using NodaTime;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Market.Synthetic;

/// <summary>The sessions of whole calendar years, as the synthetic market needs them: it is made a year at a time, wherever it begins and ends.</summary>
internal sealed class SessionYears
{
    private readonly int[] starts;

    /// <summary>The sessions of the years that hold <paramref name="first"/> to <paramref name="last"/>.</summary>
    public SessionYears(LocalDate first, LocalDate last)
    {
        First = first.Year;
        starts = new int[last.Year - first.Year + 2];
        var days = new List<int>(starts.Length * 253);
        for (var date = new LocalDate(first.Year, 1, 1); date.Year <= last.Year; date = date.PlusDays(1))
        {
            if (ExchangeCalendar.Nyse.IsSession(date))
            {
                days.Add(BarSeries.ToDay(date));
                starts[date.Year - First + 1] = days.Count;
            }
        }

        Days = [.. days];
        From = IndexAfter(BarSeries.ToDay(first) - 1);
        Through = IndexAfter(BarSeries.ToDay(last));
    }

    /// <summary>The first year.</summary>
    public int First { get; }

    /// <summary>The number of years.</summary>
    public int Count => starts.Length - 1;

    /// <summary>All sessions, days since 1970-01-01.</summary>
    public int[] Days { get; }

    /// <summary>The index of the first session asked for.</summary>
    public int From { get; }

    /// <summary>The index after the last session asked for.</summary>
    public int Through { get; }

    /// <summary>The sessions of the year with this index, as a range of <see cref="Days"/>.</summary>
    public Range Year(int index) => starts[index]..starts[index + 1];

    private int IndexAfter(int day)
    {
        var found = Array.BinarySearch(Days, day);
        return found >= 0 ? found + 1 : ~found;
    }
}
