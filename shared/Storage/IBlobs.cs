namespace Trading.Storage;

/// <summary>A blob's content and version.</summary>
/// <param name="Content">The bytes.</param>
/// <param name="Version">Changes with every write; opaque.</param>
public sealed record StoredBlob(ReadOnlyMemory<byte> Content, string Version);

/// <summary>A listed blob.</summary>
/// <param name="Name">The name within its container, '/' between folders.</param>
/// <param name="Length">Bytes.</param>
public sealed record BlobItem(string Name, long Length);

/// <summary>
/// Named blobs in containers. A write whose condition does not hold returns null (or false) and changes nothing;
/// a store that cannot answer throws <see cref="StorageException"/>. A reader sees a whole write or none of it.
/// </summary>
public interface IBlobs
{
    /// <summary>The blob, or null when there is none.</summary>
    ValueTask<StoredBlob?> ReadAsync(string container, string name, CancellationToken cancellationToken);

    /// <summary>The bytes of a blob from <paramref name="position"/> to its end, none when it ends there or earlier; null when there is no blob.</summary>
    async ValueTask<ReadOnlyMemory<byte>?> ReadFromAsync(string container, string name, long position, CancellationToken cancellationToken) =>
        await ReadAsync(container, name, cancellationToken).ConfigureAwait(false) is { Content: var content } ? content[(int)Math.Min(position, content.Length)..] : (ReadOnlyMemory<byte>?)null;

    /// <summary>Writes the whole blob whatever is there; its new version.</summary>
    ValueTask<string> PutAsync(string container, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken);

    /// <summary>Writes the whole blob if it still has <paramref name="version"/> (null: if there is none); its new version, or null when not.</summary>
    ValueTask<string?> WriteIfAsync(string container, string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken);

    /// <summary>Appends to an append blob, making it when <paramref name="position"/> is 0 and there is none; false when its length is not <paramref name="position"/>.</summary>
    ValueTask<bool> AppendAsync(string container, string name, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken);

    /// <summary>The blobs whose name starts with <paramref name="prefix"/>, in ordinal order; empty when there are none.</summary>
    ValueTask<IReadOnlyList<BlobItem>> ListAsync(string container, string prefix, CancellationToken cancellationToken);

    /// <summary>Removes a blob; false when there was none.</summary>
    ValueTask<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken);

    /// <summary>Takes or renews the lease <paramref name="name"/> for <paramref name="holder"/>; false while another holder's lease is alive. A lease ends by itself after <paramref name="duration"/>.</summary>
    ValueTask<bool> TryLeaseAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Gives a lease back; nothing happens when <paramref name="holder"/> does not hold it.</summary>
    ValueTask ReleaseLeaseAsync(string name, string holder, CancellationToken cancellationToken);
}
