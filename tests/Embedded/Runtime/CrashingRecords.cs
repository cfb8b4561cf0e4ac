using Trading.Storage;

namespace Trading.Tests.Embedded.Runtime;

/// <summary>The process died.</summary>
internal sealed class CrashException(string message) : Exception(message);

/// <summary>Records that die at the given write, before or after it has happened, and answer nothing from then on.</summary>
internal sealed class CrashingRecords(IRecords inner, int dieAt, bool afterwards) : IRecords
{
    private int writes;
    private bool dead;

    public bool Died => dead;

    public ValueTask<StoredRecord?> GetAsync(string table, string partition, string row, CancellationToken cancellationToken) =>
        Living().GetAsync(table, partition, row, cancellationToken);

    public ValueTask<IReadOnlyList<StoredRecord>> QueryAsync(string table, string partition, string rowPrefix, CancellationToken cancellationToken) =>
        Living().QueryAsync(table, partition, rowPrefix, cancellationToken);

    public ValueTask<string?> InsertAsync(string table, string partition, string row, string json, CancellationToken cancellationToken) =>
        WriteAsync(store => store.InsertAsync(table, partition, row, json, cancellationToken));

    public ValueTask<string?> ReplaceAsync(string table, string partition, string row, string json, string version, CancellationToken cancellationToken) =>
        WriteAsync(store => store.ReplaceAsync(table, partition, row, json, version, cancellationToken));

    public ValueTask<string> PutAsync(string table, string partition, string row, string json, CancellationToken cancellationToken) =>
        WriteAsync(store => store.PutAsync(table, partition, row, json, cancellationToken));

    public ValueTask<bool> DeleteAsync(string table, string partition, string row, CancellationToken cancellationToken) =>
        WriteAsync(store => store.DeleteAsync(table, partition, row, cancellationToken));

    public IAsyncEnumerable<StoredRecord> ScanAsync(string table, CancellationToken cancellationToken) => Living().ScanAsync(table, cancellationToken);

    private IRecords Living() => dead ? throw new CrashException("dead already") : inner;

    private async ValueTask<T> WriteAsync<T>(Func<IRecords, ValueTask<T>> write)
    {
        var store = Living();
        if (++writes < dieAt)
        {
            return await write(store);
        }

        dead = true;
        if (afterwards)
        {
            await write(store);
        }

        throw new CrashException($"died at write {writes}");
    }
}
