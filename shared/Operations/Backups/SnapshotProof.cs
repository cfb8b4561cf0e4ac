using NodaTime;
using Trading.Journal;
using Trading.Operations.Invariants;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Backups;

/// <summary>A snapshot that was proved.</summary>
/// <param name="Manifest">Its manifest.</param>
/// <param name="Tables">Its records.</param>
/// <param name="Events">How many events the journal has by now; the chain holds through all of them.</param>
public sealed record ProvedSnapshot(SnapshotManifest Manifest, IReadOnlyList<TableRows> Tables, long Events);

/// <summary>
/// Proves a snapshot before anything is made of it: the records are those of the manifest, the journal holds, its event at the snapshot's number is the one that the manifest names, and the
/// journal tells of the snapshot with the same records.
/// </summary>
public sealed class SnapshotProof(IBlobs blobs)
{
    private static readonly LineFilter Told = JournalRaw.OfKinds(SnapshotTaker.Kind);
    private readonly BackupShelf shelf = new(blobs);
    private readonly JournalReader journal = new(blobs);

    /// <summary>Proves the newest snapshot at or before an instant.</summary>
    /// <exception cref="BackupException">There is none, or it is not to be trusted.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<ProvedSnapshot> ProveAsync(Instant at, CancellationToken cancellationToken) =>
        await ProveAsync(await shelf.AtOrBeforeAsync(at, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);

    /// <summary>Proves a snapshot.</summary>
    /// <exception cref="BackupException">There is no such snapshot, or it is not to be trusted.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<ProvedSnapshot> ProveAsync(string name, CancellationToken cancellationToken)
    {
        var manifest = await shelf.ManifestAsync(name, cancellationToken).ConfigureAwait(false);
        if (manifest.Schema != StoreSchema.Version)
        {
            throw new BackupException($"snapshot {name} has schema version {manifest.Schema}, this program knows version {StoreSchema.Version}: use the program that took it");
        }

        var tables = await shelf.RecordsAsync(manifest, cancellationToken).ConfigureAwait(false);
        var verdict = await new JournalCheck(blobs, JournalAnchors.In(tables.FirstOrDefault(table => table.Table == JournalAnchors.Table)?.Rows ?? [])).CheckAsync(null, cancellationToken).ConfigureAwait(false);
        var doubt = Doubt(manifest, verdict) ?? await DoubtAsync(manifest, cancellationToken).ConfigureAwait(false);
        return doubt is not null
            ? throw new BackupException($"snapshot {name} is not to be trusted: {doubt}")
            : new ProvedSnapshot(manifest, tables, verdict.Events);
    }

    private static string? Doubt(SnapshotManifest manifest, JournalVerdict journal) =>
        journal.Fault is { } fault ? $"the journal does not hold: {fault.Sentence}"
        : SnapshotNames.Of(manifest.TakenAt) != manifest.Name ? "its manifest names another instant than its name does"
        : journal.Events < manifest.Sequence ? $"the journal ends at event {journal.Events}, the snapshot was taken at event {manifest.Sequence}"
        : null;

    private async ValueTask<string?> DoubtAsync(SnapshotManifest manifest, CancellationToken cancellationToken)
    {
        if (manifest.Sequence > 0 && (await journal.FindAsync(manifest.Sequence, cancellationToken).ConfigureAwait(false))?.Hash != manifest.HeadHash)
        {
            return $"event {manifest.Sequence} of the journal is not the one that it was taken at";
        }

        var date = NewYork.DateOf(manifest.TakenAt);
        await foreach (var one in journal.WhereAsync(date, date.PlusDays(1), Told, cancellationToken).ConfigureAwait(false))
        {
            if (one.Sequence > manifest.Sequence && one.Text("snapshot") == manifest.Name && one.Text("records") == manifest.Records()
                && one.Number("sequence") == manifest.Sequence && one.Text("headHash") == manifest.HeadHash && one.Number("changed") == manifest.Changed)
            {
                return null;
            }
        }

        return "the journal tells of no such snapshot with these records";
    }
}
