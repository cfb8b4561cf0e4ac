using System.Globalization;
using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <content>Records.</content>
public sealed partial class FileStore
{
    /// <inheritdoc/>
    public ValueTask<StoredRecord?> GetAsync(string table, string partition, string row, CancellationToken cancellationToken)
    {
        CheckKey(table, partition, row);
        lock (gate)
        {
            Check();
            return ValueTask.FromResult(records.Get(table, partition, row));
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredRecord>> QueryAsync(string table, string partition, string rowPrefix, CancellationToken cancellationToken)
    {
        StorageNames.CheckTable(table);
        StorageNames.CheckKey(partition);
        StorageNames.CheckPrefix(rowPrefix);
        lock (gate)
        {
            Check();
            return ValueTask.FromResult(records.Query(table, partition, rowPrefix));
        }
    }

    /// <inheritdoc/>
    public ValueTask<string?> InsertAsync(string table, string partition, string row, string json, CancellationToken cancellationToken)
    {
        CheckKey(table, partition, row);
        lock (gate)
        {
            Check();
            return ValueTask.FromResult(records.Get(table, partition, row) is null ? Put(table, partition, row, json) : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<string?> ReplaceAsync(string table, string partition, string row, string json, string version, CancellationToken cancellationToken)
    {
        CheckKey(table, partition, row);
        lock (gate)
        {
            Check();
            return ValueTask.FromResult(records.Get(table, partition, row) is { } stored && stored.Version == version ? Put(table, partition, row, json) : null);
        }
    }

    /// <inheritdoc/>
    public ValueTask<string> PutAsync(string table, string partition, string row, string json, CancellationToken cancellationToken)
    {
        CheckKey(table, partition, row);
        lock (gate)
        {
            Check();
            return ValueTask.FromResult(Put(table, partition, row, json));
        }
    }

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string table, string partition, string row, CancellationToken cancellationToken)
    {
        CheckKey(table, partition, row);
        lock (gate)
        {
            Check();
            if (records.Get(table, partition, row) is null)
            {
                return ValueTask.FromResult(false);
            }

            Commit(new RecordDeleted(table, partition, row));
            return ValueTask.FromResult(true);
        }
    }

    private static void CheckKey(string table, string partition, string row)
    {
        StorageNames.CheckTable(table);
        StorageNames.CheckKey(partition);
        StorageNames.CheckKey(row);
    }

    private string Put(string table, string partition, string row, string json)
    {
        var put = new RecordPut(table, partition, row, version + 1, json);
        Commit(put);
        return put.Version.ToString(CultureInfo.InvariantCulture);
    }
}
