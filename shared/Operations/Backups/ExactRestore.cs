using System.Text;
using Trading.Control;
using Trading.Journal;
using Trading.Storage;

namespace Trading.Operations.Backups;

/// <summary>
/// Makes an empty store what it was at a proved snapshot, record for record, and reads it back. The blobs come along as they are now, the whole journal with them, and the journal tells of the
/// restore. The control file asks for halt_all: the records are behind the broker, and two people release the desk when it has reconciled. A store that holds anything is left alone: what was cut
/// short is begun again in another empty one.
/// </summary>
public static class ExactRestore
{
    /// <summary>The kind of the journal's event.</summary>
    public const string Kind = "state-restored";

    private const int Batch = 100;

    /// <summary>Writes and compares.</summary>
    /// <param name="snapshot">What is restored.</param>
    /// <param name="source">Where it came from.</param>
    /// <param name="blobs">The empty store's blobs.</param>
    /// <param name="records">The empty store's records.</param>
    /// <param name="clock">The clock of the journal's event.</param>
    /// <param name="cancellationToken">Cancels between the writes.</param>
    /// <exception cref="BackupException">The store is not empty, or what is read back is not what was written.</exception>
    /// <exception cref="StorageException">A store could not answer: the new one is half full, and is to be thrown away.</exception>
    public static async ValueTask RunAsync(
        ProvedSnapshot snapshot, IBlobs source, IBlobs blobs, IRecords records, TimeProvider clock, CancellationToken cancellationToken)
    {
        await RefuseFullAsync(snapshot, blobs, records, cancellationToken).ConfigureAwait(false);
        await BlobCopy.RunAsync(source, blobs, cancellationToken).ConfigureAwait(false);
        await blobs.PutAsync(KillSwitch.Container, KillSwitch.FileName, Encoding.UTF8.GetBytes(KillMode.HaltAll.Word()), cancellationToken).ConfigureAwait(false);
        foreach (var table in snapshot.Tables)
        {
            await WriteAsync(table, records, cancellationToken).ConfigureAwait(false);
        }

        await CompareAsync(snapshot.Manifest, records, cancellationToken).ConfigureAwait(false);
        using var journal = new JournalWriter(blobs, clock);
        var told = new { Snapshot = snapshot.Manifest.Name, snapshot.Manifest.Sequence, Records = snapshot.Manifest.Records(), Form = "exact" };
        await journal.AppendAsync(Kind, "restore", told, cancellationToken).ConfigureAwait(false);
    }

    private static async ValueTask RefuseFullAsync(ProvedSnapshot snapshot, IBlobs blobs, IRecords records, CancellationToken cancellationToken)
    {
        foreach (var table in snapshot.Tables)
        {
            await foreach (var found in records.ScanAsync(table.Table, cancellationToken).ConfigureAwait(false))
            {
                throw new BackupException($"the store is not empty: it holds {table.Table}/{found.Partition}/{found.Row}; name an empty one");
            }
        }

        if (await blobs.ListAsync(JournalWriter.Container, string.Empty, cancellationToken).ConfigureAwait(false) is [var first, ..])
        {
            throw new BackupException($"the store is not empty: it holds {JournalWriter.Container}/{first.Name}; name an empty one");
        }
    }

    private static async ValueTask WriteAsync(TableRows table, IRecords target, CancellationToken cancellationToken)
    {
        foreach (var partition in table.Rows.GroupBy(row => row.Partition, StringComparer.Ordinal))
        {
            foreach (var rows in partition.Chunk(Batch))
            {
                await target.PutManyAsync(table.Table, partition.Key, [.. rows.Select(row => new RecordRow(row.Row, row.Json))], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask CompareAsync(SnapshotManifest manifest, IRecords target, CancellationToken cancellationToken)
    {
        foreach (var told in manifest.Tables)
        {
            var rows = new List<StoredRecord>();
            await foreach (var row in target.ScanAsync(told.Name, cancellationToken).ConfigureAwait(false))
            {
                rows.Add(row);
            }

            if (SnapshotContent.HashOf(new TableRows(told.Name, rows)) != told.Sha256)
            {
                throw new BackupException($"what was read back of {told.Name} is not what the snapshot has: throw the store away and begin again in another empty one");
            }
        }
    }
}
