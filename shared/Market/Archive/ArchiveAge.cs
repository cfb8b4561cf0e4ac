using NodaTime;
using Trading.Time;

namespace Trading.Market.Archive;

/// <summary>How new the archive should be.</summary>
public static class ArchiveAge
{
    // By then the night's refresh is done.
    private static readonly LocalTime Refreshed = new(3, 0);

    /// <summary>The newest session that an archive holds at <paramref name="now"/> when every night's refresh was done: the bars of a session arrive in the night before the next one.</summary>
    public static LocalDate Expected(ExchangeCalendar calendar, Instant now)
    {
        var date = NewYork.DateOf(now);
        var isRefreshed = calendar.IsSession(date) && NewYork.TimeOf(now).TimeOfDay >= Refreshed;
        return calendar.Previous(isRefreshed ? date : calendar.Previous(date).Date).Date;
    }
}
