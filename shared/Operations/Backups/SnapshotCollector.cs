using NodaTime;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Backups;

/// <summary>All records as they were at one instant, and where the journal stood then.</summary>
/// <param name="At">The instant, UTC.</param>
/// <param name="Sequence">The journal's newest event.</param>
/// <param name="HeadHash">Its hash.</param>
/// <param name="Tables">The records.</param>
/// <param name="Changed">Records that others were changing all the while; 0 when all are of that instant.</param>
internal sealed record Collected(Instant At, long Sequence, string HeadHash, IReadOnlyList<TableRows> Tables, int Changed);

/// <summary>
/// Collects all records although others write meanwhile: reads everything, looks at the journal's head, reads everything again. When no record's version changed in between, each was what it
/// is at the moment of the look, so the two belong together. Otherwise it looks again, a few times.
/// </summary>
internal sealed class SnapshotCollector(IRecords records, JournalWriter journal, TableSet set, TimeProvider clock)
{
    private const int MostLooks = 5;

    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<Collected> CollectAsync(CancellationToken cancellationToken)
    {
        var before = await PassAsync(cancellationToken).ConfigureAwait(false);
        for (var looks = 1; ; looks++)
        {
            var at = clock.Now();
            var (sequence, hash) = await journal.HeadAsync(cancellationToken).ConfigureAwait(false);
            var after = await PassAsync(cancellationToken).ConfigureAwait(false);
            var changed = Changes(before, after);
            if (changed == 0 || looks == MostLooks)
            {
                return new Collected(at, sequence, hash, after, changed);
            }

            before = after;
        }
    }

    private static int Changes(List<TableRows> before, List<TableRows> after)
    {
        var changes = 0;
        for (var i = 0; i < before.Count; i++)
        {
            changes += Changes(before[i].Rows, after[i].Rows);
        }

        return changes;
    }

    private static int Changes(IReadOnlyList<StoredRecord> before, IReadOnlyList<StoredRecord> after)
    {
        var (changes, i, j) = (0, 0, 0);
        while (i < before.Count || j < after.Count)
        {
            var order = i == before.Count ? 1 : j == after.Count ? -1 : Compare(before[i], after[j]);
            changes += order != 0 || before[i].Version != after[j].Version ? 1 : 0;
            i += order <= 0 ? 1 : 0;
            j += order >= 0 ? 1 : 0;
        }

        return changes;
    }

    private static int Compare(StoredRecord left, StoredRecord right) =>
        string.CompareOrdinal(left.Partition, right.Partition) is not 0 and var order ? order : string.CompareOrdinal(left.Row, right.Row);

    private async ValueTask<List<TableRows>> PassAsync(CancellationToken cancellationToken)
    {
        var tables = new List<TableRows>(set.Tables.Count);
        foreach (var table in set.Tables)
        {
            var rows = new List<StoredRecord>();
            await foreach (var row in records.ScanAsync(table.Name, cancellationToken).ConfigureAwait(false))
            {
                rows.Add(row);
            }

            tables.Add(new TableRows(table.Name, rows));
        }

        return tables;
    }
}
