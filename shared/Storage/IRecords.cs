namespace Trading.Storage;

/// <summary>One stored record.</summary>
/// <param name="Partition">The partition within its table.</param>
/// <param name="Row">The row within the partition.</param>
/// <param name="Version">Changes with every write; opaque.</param>
/// <param name="Json">The content, JSON.</param>
public sealed record StoredRecord(string Partition, string Row, string Version, string Json);

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
}
