using System.Runtime.InteropServices;
using NodaTime;
using Trading.Time;

namespace Trading.Market.Refresh;

/// <summary>The dates of a refresh.</summary>
/// <param name="From">The first session of the archive.</param>
/// <param name="Recent">The first session of what is asked of symbols that are stored already.</param>
/// <param name="Through">The newest session.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct RefreshRange(LocalDate From, LocalDate Recent, LocalDate Through)
{
    public static RefreshRange Of(ExchangeCalendar calendar, Instant now, LocalDate? stored, RefreshOptions options)
    {
        var through = calendar.LastClosed(now).Date;
        var known = stored is { } newest && newest < through ? newest : through;
        return new RefreshRange(Back(calendar, through, options.Sessions - 1), Back(calendar, known, options.Overlap - 1), through);
    }

    private static LocalDate Back(ExchangeCalendar calendar, LocalDate from, int sessions)
    {
        var date = from;
        for (var i = 0; i < sessions; i++)
        {
            date = calendar.Previous(date).Date;
        }

        return date;
    }
}
