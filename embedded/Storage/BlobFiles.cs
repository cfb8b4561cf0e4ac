using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <summary>The blobs of a state folder read off their files, whatever became of the records beside them: what a restore goes by when the log is damaged. Read-only.</summary>
internal sealed class BlobFiles(string stateFolder) : IBlobs
{
    private readonly BlobFolder folder = new(stateFolder);

    public ValueTask<StoredBlob?> ReadAsync(string container, string name, CancellationToken cancellationToken)
    {
        StorageNames.CheckContainer(container);
        StorageNames.CheckBlob(name);
        return ValueTask.FromResult(Try(() => folder.Read(container, name) is { } content ? new StoredBlob(content, string.Empty) : null));
    }

    public ValueTask<IReadOnlyList<BlobItem>> ListAsync(string container, string prefix, CancellationToken cancellationToken)
    {
        StorageNames.CheckContainer(container);
        return ValueTask.FromResult(Try<IReadOnlyList<BlobItem>>(
            () => [.. folder.List(container).Where(item => item.Name.StartsWith(prefix, StringComparison.Ordinal)).OrderBy(item => item.Name, StringComparer.Ordinal)]));
    }

    public ValueTask<string> PutAsync(string container, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken) => throw ReadOnly();

    public ValueTask<string?> WriteIfAsync(string container, string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken) => throw ReadOnly();

    public ValueTask<bool> AppendAsync(string container, string name, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken) => throw ReadOnly();

    public ValueTask<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken) => throw ReadOnly();

    public ValueTask<bool> TryLeaseAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken) => throw ReadOnly();

    public ValueTask ReleaseLeaseAsync(string name, string holder, CancellationToken cancellationToken) => throw ReadOnly();

    private static NotSupportedException ReadOnly() => new("the files of a state folder are only read here");

    private static T Try<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"a blob could not be read: {fault.Message}", fault);
        }
    }
}
