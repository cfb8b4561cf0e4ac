using Trading.Storage;

namespace Trading.Control.Draining;

/// <summary>The one shutdown of an account: table <c>control</c>, partition = account, row <c>drain</c>. Kept until the desk is started again.</summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer.</exception>
public sealed class DrainBook(IRecords records, string account)
{
    private const string Row = "drain";
    private readonly RecordTable<DrainState> table = new(records, "control");

    /// <summary>The shutdown, or null when there is none.</summary>
    public async ValueTask<DrainState?> ReadAsync(CancellationToken cancellationToken) => (await FindAsync(cancellationToken).ConfigureAwait(false))?.Value;

    internal ValueTask<Versioned<DrainState>?> FindAsync(CancellationToken cancellationToken) => table.GetAsync(account, Row, cancellationToken);

    /// <summary>False when somebody else was first.</summary>
    internal async ValueTask<bool> WriteAsync(DrainState next, Versioned<DrainState>? before, CancellationToken cancellationToken) =>
        (before is null
            ? await table.InsertAsync(account, Row, next, cancellationToken).ConfigureAwait(false)
            : await table.ReplaceAsync(account, Row, next, before.Version, cancellationToken).ConfigureAwait(false)) is not null;

    internal ValueTask<bool> ForgetAsync(CancellationToken cancellationToken) => table.DeleteAsync(account, Row, cancellationToken);
}
