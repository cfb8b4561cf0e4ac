using Trading.Storage;

namespace Trading.Operations.Backups;

/// <summary>Copies the blobs of every container from one store into another, empty one; what is appended to goes on being appended to.</summary>
internal static class BlobCopy
{
    /// <exception cref="StorageException">A store could not answer, or a blob is there already.</exception>
    public static async ValueTask RunAsync(IBlobs from, IBlobs to, CancellationToken cancellationToken)
    {
        foreach (var container in ContainerSet.All.DistinctBy(container => container.Name))
        {
            foreach (var item in await from.ListAsync(container.Name, string.Empty, cancellationToken).ConfigureAwait(false))
            {
                if (await from.ReadAsync(container.Name, item.Name, cancellationToken).ConfigureAwait(false) is { Content.IsEmpty: false } stored)
                {
                    await WriteAsync(container, item.Name, stored.Content, to, cancellationToken).ConfigureAwait(false);
                }
            }
        }
    }

    private static async ValueTask WriteAsync(StoredContainer container, string name, ReadOnlyMemory<byte> content, IBlobs to, CancellationToken cancellationToken)
    {
        if (!container.IsAppended)
        {
            await to.PutAsync(container.Name, name, content, cancellationToken).ConfigureAwait(false);
        }
        else if (!await to.AppendAsync(container.Name, name, content, 0, cancellationToken).ConfigureAwait(false))
        {
            throw new StorageException($"{container.Name}/{name} is in the new store already");
        }
    }
}
