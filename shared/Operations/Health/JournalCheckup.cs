using NodaTime;
using Trading.Journal;
using Trading.Storage;

namespace Trading.Operations.Health;

/// <summary>The journal grows while the market is open, and never shrinks. Remembers the last round in table <c>health</c>.</summary>
public sealed class JournalCheckup(JournalWriter journal, IRecords records) : IHealthCheck
{
    private const string Partition = "journal";
    private const string Row = "head";
    private static readonly Duration Settled = Duration.FromMinutes(10);
    private readonly RecordTable<Seen> table = new(records, "health");

    /// <inheritdoc/>
    public string Name => "journal";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        var (events, _) = await journal.HeadAsync(cancellationToken).ConfigureAwait(false);
        var before = (await table.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false))?.Value;
        if (before is not null && events < before.Events)
        {
            return CheckResult.Unhealthy(Name, $"the journal has {events} events, it had {before.Events}");
        }

        if (before is null || events > before.Events)
        {
            await table.PutAsync(Partition, Row, new Seen(events, round.Now), cancellationToken).ConfigureAwait(false);
        }
        else if (round.IsInSession(Settled) && round.Now - before.At >= Settled)
        {
            return CheckResult.Degraded(Name, $"no event for {(int)(round.Now - before.At).TotalMinutes} minutes while the market is open");
        }

        return CheckResult.Healthy(Name, $"{events} events");
    }

    private sealed record Seen(long Events, Instant At);
}
