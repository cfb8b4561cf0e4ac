using Trading.Control;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Orders;

/// <summary>A store that answers when its turn comes: the kept kill switch and blobs are read and written at one turn, and a write is heard of at another.</summary>
internal sealed class SteppedStore(MemoryStore store, Turnstile turns) : IRecords, IBlobs
{
    private IRecords Records => store;

    private IBlobs Blobs => store;

    /// <summary>The kill that is stored at this moment.</summary>
    public KillMode Stored { get; private set; }

    public async ValueTask<StoredRecord?> GetAsync(string table, string partition, string row, CancellationToken cancellationToken)
    {
        await TurnAsync(row);
        return await Records.GetAsync(table, partition, row, cancellationToken);
    }

    public ValueTask<string?> InsertAsync(string table, string partition, string row, string json, CancellationToken cancellationToken) =>
        WriteAsync(row, json, () => Records.InsertAsync(table, partition, row, json, cancellationToken));

    public ValueTask<string?> ReplaceAsync(string table, string partition, string row, string json, string version, CancellationToken cancellationToken) =>
        WriteAsync(row, json, () => Records.ReplaceAsync(table, partition, row, json, version, cancellationToken));

    public async ValueTask<StoredBlob?> ReadAsync(string container, string name, CancellationToken cancellationToken)
    {
        await turns.TurnAsync();
        return await Blobs.ReadAsync(container, name, cancellationToken);
    }

    ValueTask<IReadOnlyList<StoredRecord>> IRecords.QueryAsync(string table, string partition, string rowPrefix, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<string> IRecords.PutAsync(string table, string partition, string row, string json, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<bool> IRecords.DeleteAsync(string table, string partition, string row, CancellationToken cancellationToken) => throw new NotSupportedException();

    IAsyncEnumerable<StoredRecord> IRecords.ScanAsync(string table, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<string> IBlobs.PutAsync(string container, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<string?> IBlobs.WriteIfAsync(string container, string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<bool> IBlobs.AppendAsync(string container, string name, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<IReadOnlyList<BlobItem>> IBlobs.ListAsync(string container, string prefix, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<bool> IBlobs.DeleteAsync(string container, string name, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask<bool> IBlobs.TryLeaseAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken) => throw new NotSupportedException();

    ValueTask IBlobs.ReleaseLeaseAsync(string name, string holder, CancellationToken cancellationToken) => throw new NotSupportedException();

    private async ValueTask<string?> WriteAsync(string row, string json, Func<ValueTask<string?>> write)
    {
        await TurnAsync(row);
        var version = await write();
        if (row == KillSwitch.Row && version is not null)
        {
            Stored = json.Contains(nameof(KillMode.HaltAll), StringComparison.Ordinal) ? KillMode.HaltAll : KillMode.CloseOnly;
        }

        await TurnAsync(row);
        return version;
    }

    // The rows of orders are the gateway's alone: their turns would be nobody's chance.
    private Task TurnAsync(string row) => row == KillSwitch.Row ? turns.TurnAsync() : Task.CompletedTask;
}
