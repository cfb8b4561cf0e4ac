namespace Trading.Storage;

/// <summary>One stored record.</summary>
/// <param name="Partition">The partition within its table.</param>
/// <param name="Row">The row within the partition.</param>
/// <param name="Version">Changes with every write; opaque.</param>
/// <param name="Json">The content, JSON.</param>
public sealed record StoredRecord(string Partition, string Row, string Version, string Json);

/// <summary>The key and content of a record to write.</summary>
/// <param name="Row">The row within the partition.</param>
/// <param name="Json">The content, JSON.</param>
public sealed record RecordRow(string Row, string Json);

/// <summary>
/// Tables of small versioned records. A write whose condition does not hold returns null and changes nothing;
/// a store that cannot answer throws <see cref="StorageException"/>. Names are 1 to 200 of letters, digits, '-', '_', '.', ':' (tables: letters and digits).
/// </summary>
public interface IRecords
{
    /// <summary>The record, or null when there is none.</summary>
    ValueTask<StoredRecord?> GetAsync(string table, string partition, string row, CancellationToken cancellationToken);

    /// <summary>All records of a partition whose row starts with <paramref name="rowPrefix"/>, in ordinal order of the row.</summary>
    ValueTask<IReadOnlyList<StoredRecord>> QueryAsync(string table, string partition, string rowPrefix, CancellationToken cancellationToken);

    /// <summary>Adds a record; its version, or null when the key is taken.</summary>
    ValueTask<string?> InsertAsync(string table, string partition, string row, string json, CancellationToken cancellationToken);

    /// <summary>Replaces a record that still has <paramref name="version"/>; its new version, or null when it has changed or is gone.</summary>
    ValueTask<string?> ReplaceAsync(string table, string partition, string row, string json, string version, CancellationToken cancellationToken);

    /// <summary>Adds or replaces a record whatever is there; its new version.</summary>
    ValueTask<string> PutAsync(string table, string partition, string row, string json, CancellationToken cancellationToken);

    /// <summary>Removes a record; false when there was none.</summary>
    ValueTask<bool> DeleteAsync(string table, string partition, string row, CancellationToken cancellationToken);

    /// <summary>All records of a table, in ordinal order of partition, then row; none when there is no such table. A record that is written meanwhile may be among them or not.</summary>
    IAsyncEnumerable<StoredRecord> ScanAsync(string table, CancellationToken cancellationToken);

    /// <summary>Adds or replaces records of one partition whatever is there, in order. A failure may leave the first of them written: a repeat writes all.</summary>
    async ValueTask PutManyAsync(string table, string partition, IReadOnlyList<RecordRow> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            await PutAsync(table, partition, row.Row, row.Json, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Removes records of one partition, those that are there. A failure may leave the first of them removed: a repeat removes the rest.</summary>
    async ValueTask DeleteManyAsync(string table, string partition, IReadOnlyList<string> rows, CancellationToken cancellationToken)
    {
        foreach (var row in rows)
        {
            await DeleteAsync(table, partition, row, cancellationToken).ConfigureAwait(false);
        }
    }
}
