using NodaTime;
using Trading.Journal;
using Trading.Time;

namespace Trading.Operations.Readings;

/// <summary>For how many seconds of the session nothing has been journalled; every minute of a session journals something. Looked at every two minutes.</summary>
public sealed class JournalReading(JournalWriter journal, TimeProvider clock) : IReadingSource
{
    private static readonly Duration Pace = Duration.FromMinutes(2);
    private Instant looked = Instant.MinValue;
    private (long Events, Instant At)? seen;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (seen is null || now < looked || now - looked >= Pace)
        {
            var (events, _) = await journal.HeadAsync(cancellationToken).ConfigureAwait(false);
            looked = now;
            seen = seen is { } before && before.Events == events ? before : (events, now);
        }

        var silent = SessionAge.Seconds(seen.Value.At, now);
        return [new Reading("journal_silent_seconds", silent, string.Empty, $"{seen.Value.Events} events, the last was seen {silent} s of the session ago")];
    }
}
