using NodaTime;

namespace Trading.Time;

/// <summary>What the schedule says to a fire.</summary>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Session">That date's session, or null.</param>
/// <param name="Slot">The slot that the fire is for.</param>
/// <param name="Refusal">Why the job does not run now, or null when it does.</param>
public readonly record struct Admission(LocalDate Date, Session? Session, string Slot, string? Refusal);

/// <summary>Whether a job that fires at an instant runs, and for which slot. Pure: whether the slot is done already is the run ledger's matter.</summary>
public static class JobSchedule
{
    private const int DaysAhead = 10;

    // A timer may fire a moment before its time. That fire is the only one many a slot gets, so it counts for the slot that is about to begin.
    private static readonly Duration Earliness = Duration.FromSeconds(1);

    /// <summary>Answers a fire at <paramref name="now"/>.</summary>
    /// <param name="job">The job that fires.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="evenOutsideWindow">Admits the fire whatever the day and the window; the slot is then that of the clock.</param>
    /// <exception cref="ArgumentOutOfRangeException">The calendar does not know the year.</exception>
    public static Admission Admit(Job job, Instant now, bool evenOutsideWindow = false)
    {
        var at = now + Earliness;
        var date = NewYork.DateOf(at);
        var session = ExchangeCalendar.Nyse.SessionOn(date);
        if (session is not null || job.EveryDay)
        {
            foreach (var window in job.Windows)
            {
                if (window.On(date, session) is { } span && span.Start <= at && now < span.End)
                {
                    return new Admission(date, session, job.Slots.SlotAt(window, at < span.End ? at : now), null);
                }
            }
        }

        return new Admission(date, session, job.Slots.SlotAt(null, at), evenOutsideWindow ? null : Refusal(job, date, session, now));
    }

    /// <summary>When the first slot of a job that has not begun at <paramref name="now"/> begins, UTC; null when none does within ten days.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The calendar does not know the year.</exception>
    public static Instant? NextAfter(Job job, Instant now)
    {
        var today = NewYork.DateOf(now);
        for (var day = 0; day <= DaysAhead; day++)
        {
            foreach (var slot in job.SlotsOn(today.PlusDays(day)))
            {
                if (slot.Span.Start > now)
                {
                    return slot.Span.Start;
                }
            }
        }

        return null;
    }

    private static string Refusal(Job job, LocalDate date, Session? session, Instant now)
    {
        if (session is null && !job.EveryDay)
        {
            return $"{ExchangeCalendar.Nyse.WhyClosed(date)}: the exchange is closed";
        }

        var time = NewYork.TimeOf(now);
        return $"{time.Hour:00}:{time.Minute:00} New York is outside {string.Join(" and ", job.Windows)}";
    }
}
