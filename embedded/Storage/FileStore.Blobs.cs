using System.Globalization;
using NodaTime;
using Trading.Storage;
using Trading.Time;

namespace Trading.Embedded.Storage;

/// <content>Blobs and leases.</content>
public sealed partial class FileStore
{
    /// <inheritdoc/>
    /// <remarks>A file that was made or changed by hand is read as it stands.</remarks>
    public ValueTask<StoredBlob?> ReadAsync(string container, string name, CancellationToken cancellationToken)
    {
        CheckName(container, name);
        return ValueTask.FromResult(Locked(() => blobs.Read(container, name)));
    }

    /// <inheritdoc/>
    public ValueTask<string> PutAsync(string container, string name, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        CheckName(container, name);
        return ValueTask.FromResult(Locked(() => Put(container, name, content)));
    }

    /// <inheritdoc/>
    public ValueTask<string?> WriteIfAsync(string container, string name, ReadOnlyMemory<byte> content, string? version, CancellationToken cancellationToken)
    {
        CheckName(container, name);
        return ValueTask.FromResult(Locked(() => blobs.Read(container, name)?.Version == version ? Put(container, name, content) : null));
    }

    /// <inheritdoc/>
    public ValueTask<bool> AppendAsync(string container, string name, ReadOnlyMemory<byte> content, long position, CancellationToken cancellationToken)
    {
        CheckName(container, name);
        return ValueTask.FromResult(Locked(() => Append(container, name, content, position)));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<BlobItem>> ListAsync(string container, string prefix, CancellationToken cancellationToken)
    {
        StorageNames.CheckContainer(container);
        return ValueTask.FromResult(Locked(() => blobs.List(container, prefix)));
    }

    /// <summary>The blobs of a container, in ordinal order, whose files are not what was written to them: changed, cut or removed by another program.</summary>
    /// <exception cref="StorageException">A file could not be read.</exception>
    public IReadOnlyList<string> ChangedByOthers(string container) => Locked(() => blobs.ChangedByOthers(container));

    /// <inheritdoc/>
    public ValueTask<bool> DeleteAsync(string container, string name, CancellationToken cancellationToken)
    {
        CheckName(container, name);
        return ValueTask.FromResult(Locked(() =>
        {
            var there = blobs.End(container, name) is not null;
            if (there)
            {
                Commit(new BlobDeleted(container, name));
            }

            return there;
        }));
    }

    /// <inheritdoc/>
    public ValueTask<bool> TryLeaseAsync(string name, string holder, TimeSpan duration, CancellationToken cancellationToken)
    {
        StorageNames.CheckKey(name);
        return ValueTask.FromResult(Locked(() =>
        {
            var now = clock.Now();
            var free = leases.IsFreeFor(name, holder, now);
            if (free)
            {
                Commit(new LeaseTaken(name, holder, (now + Duration.FromTimeSpan(duration)).ToUnixTimeTicks()));
            }

            return free;
        }));
    }

    /// <inheritdoc/>
    public ValueTask ReleaseLeaseAsync(string name, string holder, CancellationToken cancellationToken)
    {
        StorageNames.CheckKey(name);
        lock (gate)
        {
            Check();
            if (leases.IsHeldBy(name, holder))
            {
                Commit(new LeaseReleased(name));
            }
        }

        return ValueTask.CompletedTask;
    }

    private static void CheckName(string container, string name)
    {
        StorageNames.CheckContainer(container);
        StorageNames.CheckBlob(name);
    }

    private T Locked<T>(Func<T> call)
    {
        lock (gate)
        {
            Check();
            try
            {
                return call();
            }
            catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
            {
                throw new StorageException($"a blob could not be read: {cause.Message}", cause);
            }
        }
    }

    private string Put(string container, string name, ReadOnlyMemory<byte> content)
    {
        blobs.CheckFits(container, name);
        var put = new BlobPut(container, name, version + 1, content.ToArray());
        Commit(put);
        return put.Version.ToString(CultureInfo.InvariantCulture);
    }

    private bool Append(string container, string name, ReadOnlyMemory<byte> content, long position)
    {
        var end = blobs.End(container, name) ?? (0, Crc32C.Empty);
        if (end.Length != position)
        {
            return false;
        }

        blobs.CheckFits(container, name);
        Commit(new BlobAppended(container, name, version + 1, position, Crc32C.Append(end.Checksum, content.Span), content.ToArray()));
        return true;
    }
}
