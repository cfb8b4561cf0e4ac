using NodaTime;
using NodaTime.Text;
using Trading.Operations.Backups;
using Trading.Storage;

namespace Trading.Operations.Retention;

/// <summary>Removes the records of a table that are older than a date, oldest first, in batches. So many a night: what is left goes the next.</summary>
internal sealed class RowSweep(IRecords records)
{
    /// <summary>How many records of a table go in one night at most.</summary>
    public const int MostANight = 20_000;

    private const int Batch = 100;
    private const int DateLength = 10;

    /// <returns>How many were removed.</returns>
    /// <exception cref="StorageException">The store could not answer; a repeat removes the rest.</exception>
    public async ValueTask<int> RunAsync(StoredTable table, LocalDate before, CancellationToken cancellationToken)
    {
        var old = new List<(string Partition, string Row)>();
        await foreach (var row in records.ScanAsync(table.Name, cancellationToken).ConfigureAwait(false))
        {
            if (DateOf(table, row) < before && table.MayGo(row.Json))
            {
                old.Add((row.Partition, row.Row));
            }

            if (old.Count == MostANight)
            {
                break;
            }
        }

        foreach (var partition in old.GroupBy(key => key.Partition, key => key.Row, StringComparer.Ordinal))
        {
            foreach (var rows in partition.Chunk(Batch))
            {
                cancellationToken.ThrowIfCancellationRequested();
                await records.DeleteManyAsync(table.Name, partition.Key, rows, cancellationToken).ConfigureAwait(false);
            }
        }

        return old.Count;
    }

    // What has no date where it should have one is never old.
    private static LocalDate DateOf(StoredTable table, StoredRecord row)
    {
        var text = table.Dated == DatedBy.Partition ? row.Partition : row.Row;
        return text.Length >= DateLength && LocalDatePattern.Iso.Parse(text[^DateLength..]) is { Success: true } date ? date.Value : LocalDate.MaxIsoValue;
    }
}
