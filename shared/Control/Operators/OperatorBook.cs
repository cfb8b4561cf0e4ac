using Trading.Storage;

namespace Trading.Control.Operators;

/// <summary>The operators and their credentials: table <c>operators</c>, partition <c>desk</c>, row = <c>name:device</c>.</summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer: whoever cannot be looked up is nobody.</exception>
public sealed class OperatorBook(IRecords records)
{
    private const string Partition = "desk";
    private readonly RecordTable<OperatorRecord> table = new(records, "operators");

    /// <summary>All credentials, by name and device.</summary>
    public async ValueTask<IReadOnlyList<OperatorRecord>> ListAsync(CancellationToken cancellationToken)
    {
        var stored = await table.QueryAsync(Partition, string.Empty, cancellationToken).ConfigureAwait(false);
        return stored.Count == 0 ? [] : [.. stored.Select(versioned => versioned.Value)];
    }
}
