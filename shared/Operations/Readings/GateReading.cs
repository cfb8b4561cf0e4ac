using NodaTime;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Operations.Readings;

/// <summary>For how long after the open the watchlist gate has been shut, in seconds. Looked at every five minutes: the loop itself asks at every cycle.</summary>
public sealed class GateReading(FreshnessGate gate, TimeProvider clock) : IReadingSource
{
    private static readonly Duration Pace = Duration.FromMinutes(5);
    private Instant looked = Instant.MinValue;
    private WatchlistVerdict? verdict;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (ExchangeCalendar.Nyse.OpenAt(now) is not { } session)
        {
            return [new Reading("gate_shut_seconds", 0m, string.Empty, "the exchange is closed")];
        }

        if (verdict is null || now < looked || now - looked >= Pace)
        {
            (verdict, looked) = (await gate.CheckAsync(session.Date, cancellationToken).ConfigureAwait(false), now);
        }

        var shut = verdict.Fresh ? 0m : SessionAge.Seconds(null, now);
        return [new Reading("gate_shut_seconds", shut, string.Empty, verdict.Sentence)];
    }
}
