using NodaTime;
using Trading.Brokers;
using Trading.Reconciliation;
using Trading.Time;

namespace Trading.Operations.Readings;

/// <summary>
/// How long the broker has not answered, and how old each difference with it is. Read off the last comparison of positions, which every second minute of the session makes. Only when that is
/// four minutes old is the broker asked itself: a reconcile that somebody disabled, or that failed over something else, is not a broker that is down.
/// While the desk was down nobody asked, so silence is counted from its start at the earliest: a desk that is started at noon, or again after ten minutes, is not stopped for it.
/// </summary>
public sealed class BrokerReadings(PositionsStore positions, IBroker broker, TimeProvider clock) : IReadingSource
{
    private const decimal Doubtful = 240m;
    private readonly Instant begun = clock.Now();

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var snapshot = await positions.ReadAsync(cancellationToken).ConfigureAwait(false);
        var silent = SessionAge.Seconds(snapshot is { At: var at } && at > begun ? at : begun, now);
        var readings = new List<Reading>(1) { await SilenceAsync(silent, cancellationToken).ConfigureAwait(false) };
        foreach (var difference in snapshot?.Differences ?? [])
        {
            var age = (decimal)Math.Max(0, Math.Floor((now - difference.FirstSeen).TotalSeconds));
            readings.Add(new Reading(
                "difference_age_seconds",
                difference.IsConfirmed ? age : 0m,
                $"{difference.Symbol}:{difference.Class}",
                $"{difference.Symbol}: our books have {difference.Book:0.######}, the broker has {difference.Broker:0.######}, for {age} s"));
        }

        return readings;
    }

    private async ValueTask<Reading> SilenceAsync(decimal silent, CancellationToken cancellationToken)
    {
        if (silent < Doubtful)
        {
            return new Reading("broker_silent_seconds", silent, string.Empty, $"the broker last answered a look at the positions {silent} s of the session ago");
        }

        try
        {
            await broker.ClockAsync(cancellationToken).ConfigureAwait(false);
            return new Reading("broker_silent_seconds", 0m, string.Empty, $"the broker answers; positions were last compared {silent} s of the session ago");
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return new Reading("broker_silent_seconds", silent, string.Empty, $"the broker has not answered for {silent} s of the session: {fault.Message}");
        }
    }
}
