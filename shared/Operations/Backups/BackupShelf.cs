using NodaTime;
using Trading.Storage;

namespace Trading.Operations.Backups;

/// <summary>The snapshots that there are.</summary>
/// <exception cref="StorageException">Thrown by each member when the store could not answer: that there are none is not known then.</exception>
public sealed class BackupShelf(IBlobs blobs)
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    /// <summary>The names of the finished snapshots, oldest first.</summary>
    /// <param name="prefix">How they start, such as <c>2013-10-07</c>; empty for all.</param>
    /// <param name="cancellationToken">Cancels the look.</param>
    public async ValueTask<IReadOnlyList<string>> NamesAsync(string prefix, CancellationToken cancellationToken)
    {
        var items = await blobs.ListAsync(SnapshotNames.Container, SnapshotNames.Folder + prefix, cancellationToken).ConfigureAwait(false);
        return [.. items.Select(item => SnapshotNames.FromManifest(item.Name)).OfType<string>().Order(StringComparer.Ordinal)];
    }

    /// <summary>When the newest snapshot of a UTC date was taken; null when there is none.</summary>
    public async ValueTask<Instant?> NewestOnAsync(LocalDate date, CancellationToken cancellationToken) =>
        (await NamesAsync(NodaTime.Text.LocalDatePattern.Iso.Format(date), cancellationToken).ConfigureAwait(false)) is [.., var newest] ? SnapshotNames.TakenAt(newest) : null;

    /// <summary>The newest snapshot that was taken in the minute of <paramref name="at"/> or before it: a timer of 11:00 fires a moment after 11:00.</summary>
    /// <exception cref="BackupException">There is none.</exception>
    public async ValueTask<string> AtOrBeforeAsync(Instant at, CancellationToken cancellationToken)
    {
        var all = await NamesAsync(string.Empty, cancellationToken).ConfigureAwait(false);
        return all.LastOrDefault(name => SnapshotNames.TakenAt(name) < at + Minute)
            ?? throw new BackupException(all.Count == 0 ? "there is no snapshot" : $"there is no snapshot at or before {BackupTime.Text(at)}: the oldest is {all[0]}");
    }

    /// <summary>A snapshot's manifest.</summary>
    /// <exception cref="BackupException">There is none, or it is damaged.</exception>
    public async ValueTask<SnapshotManifest> ManifestAsync(string name, CancellationToken cancellationToken) =>
        SnapshotNames.TakenAt(name) is not null && await blobs.ReadAsync(SnapshotNames.Container, SnapshotNames.ManifestOf(name), cancellationToken).ConfigureAwait(false) is { } stored
            ? SnapshotManifest.Read(name, stored.Content.Span)
            : throw new BackupException($"there is no snapshot {name}");

    /// <summary>A snapshot's records, checked against its manifest.</summary>
    /// <exception cref="BackupException">They are gone or damaged.</exception>
    public async ValueTask<IReadOnlyList<TableRows>> RecordsAsync(SnapshotManifest manifest, CancellationToken cancellationToken) =>
        await blobs.ReadAsync(SnapshotNames.Container, manifest.Content, cancellationToken).ConfigureAwait(false) is { } stored
            ? SnapshotContent.Read(manifest, stored.Content)
            : throw new BackupException($"snapshot {manifest.Name} is damaged: {manifest.Content} is gone; use another one");
}
