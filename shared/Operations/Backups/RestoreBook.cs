using NodaTime;
using Trading.Control;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Backups;

/// <summary>A restore in place and how far it came.</summary>
/// <param name="Snapshot">Which snapshot.</param>
/// <param name="Who">Who ran it.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="DoneAt">When it ended, UTC; null while it has not.</param>
public sealed record RestoreRecord(string Snapshot, string Who, Instant StartedAt, Instant? DoneAt);

/// <summary>
/// The restores in place: table <c>restores</c>, partition = account, row = the request that two people agreed on, so that each is carried out once. While one is not finished the kill switch
/// is not released.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer.</exception>
public sealed class RestoreBook(IRecords records, string account, TimeProvider clock) : IStandingKillSource
{
    private readonly RecordTable<RestoreRecord> table = new(records, "restores");

    /// <summary>The restore of a request, or null.</summary>
    public async ValueTask<RestoreRecord?> FindAsync(string request, CancellationToken cancellationToken) =>
        (await table.GetAsync(account, request, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Marks it begun; one that was cut short is begun again.</summary>
    internal async ValueTask BeginAsync(string request, string snapshot, string who, CancellationToken cancellationToken) =>
        await table.PutAsync(account, request, new RestoreRecord(snapshot, who, clock.Now(), null), cancellationToken).ConfigureAwait(false);

    /// <summary>Marks it done.</summary>
    internal async ValueTask CompleteAsync(string request, string snapshot, string who, CancellationToken cancellationToken) =>
        await table.PutAsync(account, request, new RestoreRecord(snapshot, who, clock.Now(), clock.Now()), cancellationToken).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask<string?> WhyStillAsync(CancellationToken cancellationToken)
    {
        foreach (var row in await table.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false))
        {
            if (row.Value.DoneAt is null)
            {
                return $"the restore of snapshot {row.Value.Snapshot} is not finished: run {row.Row} again (trade restore run {row.Row})";
            }
        }

        return null;
    }
}
