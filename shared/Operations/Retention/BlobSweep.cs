using NodaTime;
using NodaTime.Text;
using Trading.Operations.Backups;
using Trading.Storage;

namespace Trading.Operations.Retention;

/// <summary>Removes the blobs of a container whose names begin with a date before another. What has no date in its name stays, and of snapshots the newest, however old.</summary>
internal sealed class BlobSweep(IBlobs blobs)
{
    private const int DateLength = 10;
    private readonly BackupShelf shelf = new(blobs);

    /// <returns>How many were removed.</returns>
    /// <exception cref="StorageException">The store could not answer; a repeat removes the rest.</exception>
    public async ValueTask<int> RunAsync(StoredContainer container, LocalDate before, CancellationToken cancellationToken)
    {
        var newest = container.Kind == RetentionTable.Snapshots ? await NewestAsync(cancellationToken).ConfigureAwait(false) : null;
        var removed = 0;
        foreach (var blob in await blobs.ListAsync(container.Name, container.Prefix, cancellationToken).ConfigureAwait(false))
        {
            if (DateOf(blob.Name[container.Prefix.Length..]) < before && (newest is null || !blob.Name.StartsWith(newest, StringComparison.Ordinal)))
            {
                removed += await blobs.DeleteAsync(container.Name, blob.Name, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
        }

        return removed;
    }

    private static LocalDate DateOf(string name) =>
        name.Length >= DateLength && LocalDatePattern.Iso.Parse(name[..DateLength]) is { Success: true } date ? date.Value : LocalDate.MaxIsoValue;

    private async ValueTask<string?> NewestAsync(CancellationToken cancellationToken) =>
        await shelf.NamesAsync(string.Empty, cancellationToken).ConfigureAwait(false) is [.., var newest] ? SnapshotNames.Folder + newest : null;
}
