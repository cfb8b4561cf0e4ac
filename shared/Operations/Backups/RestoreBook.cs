using System.Text.Json;
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
/// <param name="LeaseUntil">Until when nobody else may begin one; null when it is not under way.</param>
public sealed record RestoreRecord(string Snapshot, string Who, Instant StartedAt, Instant? DoneAt, Instant? LeaseUntil = null)
{
    /// <summary>Whether it is under way.</summary>
    public bool IsAlive(Instant now) => DoneAt is null && now < LeaseUntil;
}

/// <summary>
/// The restores in place: table <c>restores</c>, partition = account, row = the request that two people agreed on, so that each is carried out once, and one at a time. While
/// one is not finished the kill switch is not released, unless another that was begun after it was carried to its end.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer.</exception>
public sealed class RestoreBook(IRecords records, string account, TimeProvider clock) : IStandingKillSource
{
    private const string Table = "restores";
    private static readonly Duration Lease = Duration.FromMinutes(15);
    private readonly RecordTable<RestoreRecord> table = new(records, Table);

    /// <summary>The restore of a request, or null.</summary>
    public async ValueTask<RestoreRecord?> FindAsync(string request, CancellationToken cancellationToken) =>
        (await table.GetAsync(account, request, cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>Marks it begun; one that was cut short is begun again.</summary>
    /// <returns>What it is ended by; null while one is under way.</returns>
    internal async ValueTask<string?> BeginAsync(string request, string snapshot, string who, CancellationToken cancellationToken)
    {
        var (rows, now) = (await table.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false), clock.Now());
        if (rows.Any(row => row.Value.IsAlive(now)))
        {
            return null;
        }

        var begun = new RestoreRecord(snapshot, who, now, null, now + Lease);
        return rows.FirstOrDefault(row => row.Row == request) is { } before
            ? await table.ReplaceAsync(account, request, begun, before.Version, cancellationToken).ConfigureAwait(false)
            : await table.InsertAsync(account, request, begun, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Marks it done; false when another run of it was begun since.</summary>
    internal ValueTask<bool> CompleteAsync(string request, string version, CancellationToken cancellationToken) =>
        EndAsync(request, version, begun => begun with { DoneAt = clock.Now(), LeaseUntil = null }, cancellationToken);

    /// <summary>Marks it cut short, so that it can be begun again at once.</summary>
    internal ValueTask<bool> StopAsync(string request, string version, CancellationToken cancellationToken) =>
        EndAsync(request, version, static begun => begun with { LeaseUntil = null }, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<string?> WhyStillAsync(CancellationToken cancellationToken)
    {
        var rows = await table.QueryAsync(account, string.Empty, cancellationToken).ConfigureAwait(false);
        return Unfinished([.. rows.Select(row => (row.Row, row.Value))]) is var (request, open)
            ? $"the restore of snapshot {open.Snapshot} is not finished: run {request} again (trade restore run {request}), or carry a restore to another snapshot to its end"
            : null;
    }

    /// <summary>The request whose restore a snapshot was taken in the middle of, or null.</summary>
    /// <exception cref="BackupException">The snapshot's restores cannot be read.</exception>
    internal static string? UnfinishedIn(ProvedSnapshot snapshot)
    {
        try
        {
            var rows = snapshot.Tables.Where(table => table.Table == Table).SelectMany(table => table.Rows);
            return Unfinished([.. rows.Select(row => (row.Row, JsonSerializer.Deserialize<RestoreRecord>(row.Json, TradingJson.Options)!))])?.Request;
        }
        catch (JsonException fault)
        {
            throw new BackupException($"snapshot {snapshot.Manifest.Name} does not say whether a restore was under way: {fault.Message}", fault);
        }
    }

    private static (string Request, RestoreRecord Restore)? Unfinished(IReadOnlyList<(string Request, RestoreRecord Restore)> all)
    {
        var finished = all.Where(one => one.Restore.DoneAt is not null).Select(one => one.Restore.StartedAt).DefaultIfEmpty(Instant.MinValue).Max();
        var open = all.FirstOrDefault(one => one.Restore.DoneAt is null && one.Restore.StartedAt >= finished);
        return open.Request is null ? null : open;
    }

    private async ValueTask<bool> EndAsync(string request, string version, Func<RestoreRecord, RestoreRecord> end, CancellationToken cancellationToken) =>
        await table.GetAsync(account, request, cancellationToken).ConfigureAwait(false) is { } begun
        && begun.Version == version
        && await table.ReplaceAsync(account, request, end(begun.Value), version, cancellationToken).ConfigureAwait(false) is not null;
}
