using NodaTime;

namespace Trading.Time;

/// <summary>A scheduled piece of work: what it is called, when it may run and how often it is done.</summary>
/// <param name="Name">The function's name, such as <c>EndOfDay</c>.</param>
/// <param name="Cron">The timer, six fields, UTC: it fires at every hour that a window can need, and the window admits the right fire.</param>
/// <param name="Slots">How its runs of one date are told apart.</param>
/// <param name="Lease">How long a run that stopped without a word is taken to be alive.</param>
/// <param name="Windows">When it may run; any of them.</param>
public sealed record Job(string Name, string Cron, SlotRule Slots, Duration Lease, IReadOnlyList<JobWindow> Windows)
{
    /// <summary>Whether it runs on days without a session too.</summary>
    public bool EveryDay { get; init; }

    /// <summary>The name in correlations: <c>end-of-day</c> for EndOfDay.</summary>
    public string Code { get; } = string.Concat(Name.Select((letter, i) => i > 0 && char.IsAsciiLetterUpper(letter) ? $"-{letter}" : $"{letter}")).ToLowerInvariant();

    /// <summary>The slots of the present New York date that have begun, the newest first: made one by one, so that whoever needs the newest pays for no other.</summary>
    /// <param name="now">The present instant, UTC.</param>
    public IEnumerable<JobSlot> BegunBy(Instant now)
    {
        var date = NewYork.DateOf(now);
        var session = ExchangeCalendar.Nyse.SessionOn(date);
        for (var i = session is null && !EveryDay ? -1 : Windows.Count - 1; i >= 0; i--)
        {
            if (Windows[i].On(date, session) is { } span && span.Start <= now)
            {
                foreach (var slot in Slots.SlotsBackFrom(now, Windows[i], span))
                {
                    yield return slot;
                }
            }
        }
    }

    /// <summary>The slots of a New York date, in order: none on a day without a session, unless the job runs every day.</summary>
    public IEnumerable<JobSlot> SlotsOn(LocalDate date)
    {
        var session = ExchangeCalendar.Nyse.SessionOn(date);
        if (session is null && !EveryDay)
        {
            yield break;
        }

        foreach (var window in Windows)
        {
            if (window.On(date, session) is { } span)
            {
                foreach (var slot in Slots.SlotsOf(window, span))
                {
                    yield return slot;
                }
            }
        }
    }
}
