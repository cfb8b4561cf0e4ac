using Trading.Storage;

namespace Trading.Reconciliation;

/// <summary>The newest look at the positions: table <c>positions</c>, partition = account, row <c>snapshot</c>.</summary>
public sealed class PositionsStore(IRecords records, string account)
{
    private const string Row = "snapshot";
    private readonly RecordTable<PositionsSnapshot> table = new(records, "positions");

    /// <summary>The newest look, or null before the first.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<PositionsSnapshot?> ReadAsync(CancellationToken cancellationToken) =>
        (await table.GetAsync(account, Row, cancellationToken).ConfigureAwait(false))?.Value;

    internal async ValueTask SaveAsync(PositionsSnapshot snapshot, CancellationToken cancellationToken) =>
        await table.PutAsync(account, Row, snapshot, cancellationToken).ConfigureAwait(false);
}
