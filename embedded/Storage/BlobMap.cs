using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <summary>
/// The blobs: what the log says of them over what the files hold. A file that somebody made or changed by hand is read as it stands,
/// under a version of its own. Not safe for concurrent use.
/// </summary>
internal sealed class BlobMap(BlobFolder folder)
{
    private readonly SortedDictionary<string, Blob> blobs = new(StringComparer.Ordinal);
    private readonly List<Blob> unwritten = [];
    private readonly SortedSet<string> unflushed = new(StringComparer.Ordinal);

    /// <summary>Bytes that wait for their files.</summary>
    public long UnwrittenBytes { get; private set; }

    public bool HasUnwritten => unwritten.Count > 0;

    public bool HasUnflushed => unflushed.Count > 0;

    public StoredBlob? Read(string container, string name)
    {
        var blob = blobs.GetValueOrDefault(KeyOf(container, name));
        if (blob is { IsUnwritten: true })
        {
            return blob.Exists ? new StoredBlob(blob.Read(folder), blob.VersionText) : null;
        }

        return folder.Read(container, name) is { } content ? new StoredBlob(content, VersionOf(blob, content)) : null;
    }

    /// <summary>The length and checksum that an append finds; null when there is no such blob.</summary>
    public (long Length, uint Checksum)? End(string container, string name)
    {
        var blob = blobs.GetValueOrDefault(KeyOf(container, name));
        if (blob is { IsUnwritten: true })
        {
            return blob.Exists ? (blob.Length, blob.Checksum) : null;
        }

        if (folder.Length(container, name) is not { } length)
        {
            return null;
        }

        return blob is { Exists: true } && blob.Length == length ? (length, blob.Checksum) : (length, Crc32C.Of(folder.Read(container, name)));
    }

    public IReadOnlyList<BlobItem> List(string container, string prefix)
    {
        var found = new SortedDictionary<string, BlobItem>(StringComparer.Ordinal);
        foreach (var item in folder.List(container))
        {
            found[item.Name] = item;
        }

        foreach (var blob in unwritten)
        {
            if (blob.Container == container && !blob.Exists)
            {
                found.Remove(blob.Name);
            }
            else if (blob.Container == container)
            {
                found[blob.Name] = new BlobItem(blob.Name, blob.Length);
            }
        }

        return [.. found.Values.Where(item => item.Name.StartsWith(prefix, StringComparison.Ordinal))];
    }

    /// <summary>The blobs of a container whose files are not what was written to them: changed, cut or removed by another program.</summary>
    public IReadOnlyList<string> ChangedByOthers(string container) =>
        [.. blobs.Values.Where(blob => blob.Container == container && blob is { Exists: true, IsUnwritten: false } && !IsAsWritten(blob)).Select(blob => blob.Name)];

    /// <summary>Refuses a name that cannot be a file beside those there are: "a" beside "a/b".</summary>
    /// <exception cref="ArgumentException">It cannot.</exception>
    public void CheckFits(string container, string name)
    {
        if (blobs.ContainsKey(KeyOf(container, name)))
        {
            return;
        }

        for (var slash = name.IndexOf('/', StringComparison.Ordinal); slash > 0; slash = name.IndexOf('/', slash + 1))
        {
            if (End(container, name[..slash]) is not null)
            {
                throw new ArgumentException($"'{name}' cannot be a blob: '{name[..slash]}' is one, and a file is no folder", nameof(name));
            }
        }

        if (folder.IsFolder(container, name) || unwritten.Exists(other => other.Exists && other.Container == container && other.Name.StartsWith(name + "/", StringComparison.Ordinal)))
        {
            throw new ArgumentException($"'{name}' cannot be a blob: others stand in a folder of that name", nameof(name));
        }
    }

    public void Apply(BlobChange change)
    {
        var key = KeyOf(change.Container, change.Name);
        if (!blobs.TryGetValue(key, out var blob))
        {
            blobs[key] = blob = new Blob(change.Container, change.Name);
        }

        var (before, waited) = (blob.UnwrittenBytes, blob.IsUnwritten);
        blob.Apply(change);
        UnwrittenBytes += blob.UnwrittenBytes - before;
        if (blob.IsUnwritten && !waited)
        {
            unwritten.Add(blob);
        }
    }

    /// <summary>Brings all files up to date: removals first, since a removed file may stand where a folder shall.</summary>
    public void WriteFiles()
    {
        foreach (var blob in unwritten.Where(blob => !blob.Exists))
        {
            blob.WriteFile(folder);
            blobs.Remove(KeyOf(blob.Container, blob.Name));
        }

        foreach (var blob in unwritten.Where(blob => blob.Exists))
        {
            blob.WriteFile(folder);
            unflushed.Add(KeyOf(blob.Container, blob.Name));
        }

        MarkWritten();
    }

    /// <summary>The log says that the files are complete up to here.</summary>
    public void MarkWritten()
    {
        foreach (var blob in unwritten)
        {
            blob.Written();
            if (!blob.Exists)
            {
                blobs.Remove(KeyOf(blob.Container, blob.Name));
            }
        }

        unwritten.Clear();
        UnwrittenBytes = 0;
    }

    /// <summary>Has the files written since the last time reach the disk; or only forgets them, where a power cut need not be outlived.</summary>
    public void Flush(bool toDisk)
    {
        foreach (var key in toDisk ? unflushed : [])
        {
            var slash = key.IndexOf('/', StringComparison.Ordinal);
            folder.Flush(key[..slash], key[(slash + 1)..]);
        }

        unflushed.Clear();
    }

    public void WriteSnapshot(LogFrame frame)
    {
        foreach (var blob in blobs.Values)
        {
            new BlobKnown(blob.Container, blob.Name, blob.Version, blob.Length, blob.Checksum).Write(frame);
        }
    }

    private bool IsAsWritten(Blob blob) =>
        folder.Read(blob.Container, blob.Name) is { } content && content.Length == blob.Length && Crc32C.Of(content) == blob.Checksum;

    private static string KeyOf(string container, string name) => $"{container}/{name}";

    private static string VersionOf(Blob? blob, byte[] content)
    {
        var checksum = Crc32C.Of(content);
        return blob is { Exists: true } && blob.Length == content.Length && blob.Checksum == checksum ? blob.VersionText : $"by-hand-{content.Length}-{checksum:x8}";
    }
}
