using NodaTime;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Watchdogs;

/// <summary>At most three starts in any hour, kept in table <c>watchdog</c>, so that a restart of the host does not refill it.</summary>
public sealed class RestartBudget(IRecords records, TimeProvider clock)
{
    /// <summary>Starts in any hour.</summary>
    public const int MostStarts = 3;

    private const string Partition = "desk";
    private const string Row = "starts";
    private const int MostTries = 20;
    private static readonly Duration Window = Duration.FromHours(1);
    private readonly RecordTable<Starts> table = new(records, "watchdog");

    /// <summary>Takes one start; false when the hour's are used up.</summary>
    /// <exception cref="StorageException">The store could not answer: what cannot be counted is not started.</exception>
    public async ValueTask<bool> TryTakeAsync(WatchdogStart what, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var now = clock.Now();
            var kept = await table.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false);
            var recent = (kept?.Value.Recent ?? []).Where(start => start.At + Window > now).ToList();
            if (recent.Count >= MostStarts)
            {
                return false;
            }

            var next = new Starts([.. recent, new OneStart(what, now)]);
            var written = kept is null
                ? await table.InsertAsync(Partition, Row, next, cancellationToken).ConfigureAwait(false)
                : await table.ReplaceAsync(Partition, Row, next, kept.Version, cancellationToken).ConfigureAwait(false);
            if (written is not null)
            {
                return true;
            }
        }

        throw new StorageException($"the watchdog's budget could not be written in {MostTries} tries: other writers were always first");
    }

    private sealed record OneStart(WatchdogStart What, Instant At);

    private sealed record Starts(IReadOnlyList<OneStart> Recent);
}
