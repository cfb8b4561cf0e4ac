using Trading.Storage;

namespace Trading.Operations.Backups;

/// <summary>Brings one table of a store in use back, as far as <see cref="OnRestore"/> says. A repeat after a cut comes to the same.</summary>
internal static class TableRestore
{
    private const int Batch = 100;

    /// <returns>How many records were written or removed.</returns>
    /// <exception cref="StorageException">The store could not answer; a repeat takes up the rest.</exception>
    public static async ValueTask<int> RunAsync(TableRows snapshot, OnRestore how, IRecords records, CancellationToken cancellationToken)
    {
        if (how == OnRestore.Untouched)
        {
            return 0;
        }

        var there = new Dictionary<(string, string), string>();
        await foreach (var row in records.ScanAsync(snapshot.Table, cancellationToken).ConfigureAwait(false))
        {
            there[(row.Partition, row.Row)] = row.Json;
        }

        return how == OnRestore.MissingOnly
            ? await AddAsync(snapshot, there, records, cancellationToken).ConfigureAwait(false)
            : await MakeAsync(snapshot, there, records, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask<int> AddAsync(TableRows snapshot, Dictionary<(string, string), string> there, IRecords records, CancellationToken cancellationToken)
    {
        var added = 0;
        foreach (var row in snapshot.Rows.Where(row => !there.ContainsKey((row.Partition, row.Row))))
        {
            added += await records.InsertAsync(snapshot.Table, row.Partition, row.Row, row.Json, cancellationToken).ConfigureAwait(false) is null ? 0 : 1;
        }

        return added;
    }

    private static async ValueTask<int> MakeAsync(TableRows snapshot, Dictionary<(string, string), string> there, IRecords records, CancellationToken cancellationToken)
    {
        var changes = 0;
        foreach (var row in snapshot.Rows)
        {
            if (!there.Remove((row.Partition, row.Row), out var json) || json != row.Json)
            {
                await records.PutAsync(snapshot.Table, row.Partition, row.Row, row.Json, cancellationToken).ConfigureAwait(false);
                changes++;
            }
        }

        foreach (var partition in there.Keys.GroupBy(key => key.Item1, key => key.Item2, StringComparer.Ordinal))
        {
            foreach (var rows in partition.Chunk(Batch))
            {
                await records.DeleteManyAsync(snapshot.Table, partition.Key, rows, cancellationToken).ConfigureAwait(false);
                changes += rows.Length;
            }
        }

        return changes;
    }
}
