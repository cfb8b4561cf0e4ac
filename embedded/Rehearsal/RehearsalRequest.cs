using NodaTime;
using Trading.Control;
using Trading.Time;

namespace Trading.Embedded.Rehearsal;

/// <summary>What a person asked to have rehearsed.</summary>
/// <param name="From">The first calendar date, New York.</param>
/// <param name="Days">Calendar days from there, one or more; weekends and holidays are run too.</param>
/// <param name="Terms">Bars, seed and cash.</param>
/// <param name="StateFolder">Where the state is kept, a full path; null for the store that the settings name.</param>
/// <param name="Speed">Virtual seconds a real second, or null for as fast as it goes.</param>
/// <param name="DryRun">Whether orders go to the dry-run ledger instead of the broker.</param>
/// <param name="Skip">Functions whose timer is not fired; the watchdog does not make up for the scan either.</param>
/// <param name="Kills">Kills on the first session.</param>
internal sealed record RehearsalRequest(
    LocalDate From, int Days, DeskTerms Terms, string? StateFolder, double? Speed, bool DryRun, IReadOnlySet<string> Skip, IReadOnlyList<RehearsedKill> Kills)
{
    /// <summary>The last calendar date, New York.</summary>
    public LocalDate Through => From.PlusDays(Days - 1);

    /// <summary>The first session among them, or null.</summary>
    public LocalDate? FirstSession
    {
        get
        {
            for (var date = From; date <= Through; date = date.PlusDays(1))
            {
                if (ExchangeCalendar.Nyse.IsSession(date))
                {
                    return date;
                }
            }

            return null;
        }
    }

    /// <summary>The kills of a date after an instant, in the order of time.</summary>
    public Queue<(Instant At, KillMode Mode)> KillsOn(LocalDate date, Instant? after) => new(
        from kill in date == FirstSession ? Kills : []
        let at = NewYork.At(date, kill.At)
        where after is null || at > after
        orderby at
        select (at, kill.Mode));
}
