using System.Globalization;
using Trading.Journal;
using Trading.Storage;

namespace Trading.Operations.Backups;

/// <summary>
/// Takes a snapshot of all records: the records as one compressed blob, then the journal is told (<c>snapshot-taken</c> with a hash of the records), then the manifest. What was cut short
/// has no manifest and counts for nothing; what was changed afterwards no longer fits what the journal tells.
/// </summary>
public sealed class SnapshotTaker(IRecords records, IBlobs blobs, JournalWriter journal, TableSet set, string account, TimeProvider clock)
{
    /// <summary>The kind of the event that vouches for a snapshot.</summary>
    public const string Kind = "snapshot-taken";

    private readonly SnapshotCollector collector = new(records, journal, set, clock);

    /// <summary>Takes one.</summary>
    /// <exception cref="StorageException">The store could not answer: there is no new snapshot.</exception>
    public async ValueTask<SnapshotManifest> TakeAsync(string correlation, CancellationToken cancellationToken)
    {
        var collected = await collector.CollectAsync(cancellationToken).ConfigureAwait(false);
        var (bytes, tables) = SnapshotContent.Write(collected.Tables);
        var name = SnapshotNames.Of(collected.At);
        var hash = SnapshotManifest.HashOf(bytes);
        var manifest = new SnapshotManifest(
            name, collected.At, account, StoreSchema.Version, collected.Sequence, collected.HeadHash, collected.Changed, tables, SnapshotNames.ContentOf(name, hash), hash, string.Empty).Seal();
        await blobs.PutAsync(SnapshotNames.Container, manifest.Content, bytes, cancellationToken).ConfigureAwait(false);
        var told = new { Snapshot = name, manifest.Sequence, manifest.HeadHash, Records = manifest.Records(), manifest.Changed };
        await journal.AppendAsync(Kind, correlation, told, cancellationToken).ConfigureAwait(false);
        await blobs.PutAsync(SnapshotNames.Container, SnapshotNames.ManifestOf(name), manifest.Write(), cancellationToken).ConfigureAwait(false);
        return manifest;
    }

    /// <summary>As <see cref="TakeAsync"/>, for a job: its result in one line.</summary>
    public async Task<string> RunAsync(string correlation, CancellationToken cancellationToken)
    {
        var taken = await TakeAsync(correlation, cancellationToken).ConfigureAwait(false);
        var note = taken.Changed == 0 ? string.Empty : string.Create(CultureInfo.InvariantCulture, $"; {taken.Changed} records were being changed, so a restore rebuilds from the journal");
        return string.Create(CultureInfo.InvariantCulture, $"snapshot {taken.Name}: {taken.DeskRows()} records at event {taken.Sequence}{note}");
    }
}
