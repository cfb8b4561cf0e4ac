using NodaTime;
using Trading.Time;

namespace Trading.Risk;

/// <summary>The trading day that a moment's gains and losses belong to.</summary>
internal static class RiskDay
{
    /// <summary>The New York date when it has a session, from midnight on; else the date of the session before: a weekend belongs to its Friday.</summary>
    public static LocalDate Of(Instant now, ExchangeCalendar calendar)
    {
        var date = NewYork.DateOf(now);
        return calendar.IsSession(date) ? date : calendar.Previous(date).Date;
    }
}
