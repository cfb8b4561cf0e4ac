using System.Globalization;
using System.Runtime.CompilerServices;
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

    /// <inheritdoc/>
    public async IAsyncEnumerable<StoredRecord> ScanAsync(string table, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        StorageNames.CheckTable(table);
        foreach (var record in Scan(table))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return record;
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask PutManyAsync(string table, string partition, IReadOnlyList<RecordRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            CheckKey(table, partition, row.Row);
        }

        lock (gate)
        {
            Check();
            Together(() =>
            {
                foreach (var row in rows)
                {
                    Put(table, partition, row.Row, row.Json);
                }
            });
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask DeleteManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            CheckKey(table, partition, row);
        }

        lock (gate)
        {
            Check();
            Together(() =>
            {
                foreach (var row in rows.Where(row => records.Get(table, partition, row) is not null))
                {
                    Commit(new RecordDeleted(table, partition, row));
                }
            });
        }

        return ValueTask.CompletedTask;
    }

    private static void CheckKey(string table, string partition, string row)
    {
        StorageNames.CheckTable(table);
        StorageNames.CheckKey(partition);
        StorageNames.CheckKey(row);
    }

    private IReadOnlyList<StoredRecord> Scan(string table)
    {
        lock (gate)
        {
            Check();
            return records.Scan(table);
        }
    }

    // One transaction; inside a batch, a part of it.
    private void Together(Action writes)
    {
        if (inBatch)
        {
            writes();
            return;
        }

        inBatch = true;
        writes();
        inBatch = false;
        WriteFrame();
        TidyUp();
    }

    private string Put(string table, string partition, string row, string json)
    {
        var put = new RecordPut(table, partition, row, version + 1, json);
        Commit(put);
        return put.Version.ToString(CultureInfo.InvariantCulture);
    }
}
