using Microsoft.Win32.SafeHandles;
using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <summary>The files of blobs: <c>blobs/CONTAINER/NAME</c>. Names have been checked before they come here.</summary>
internal sealed class BlobFolder
{
    private readonly string root;
    private readonly string temporary;

    public BlobFolder(string stateFolder)
    {
        root = Path.Combine(stateFolder, "blobs");
        temporary = Path.Combine(stateFolder, "tables", "blob.new");
        Directory.CreateDirectory(root);
    }

    /// <summary>The length of a blob's file, or null when there is none.</summary>
    public long? Length(string container, string name)
    {
        var info = new FileInfo(PathOf(container, name));
        return info.Exists ? info.Length : null;
    }

    /// <summary>A blob's bytes, at most the first <paramref name="most"/>; null when there is no file.</summary>
    public byte[]? Read(string container, string name, long most = long.MaxValue)
    {
        // Asking first is a sixth of the price of an exception, and the control file that is not there is asked for at every decision.
        // And its attributes, not whether it exists: what lies in a folder that may not be looked into is not missing. The attributes of what is missing have every flag.
        var path = PathOf(container, name);
        if (new FileInfo(path).Attributes.HasFlag(FileAttributes.Directory))
        {
            return null;
        }

        try
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            var bytes = new byte[Math.Min(most, RandomAccess.GetLength(file))];
            var read = 0;
            for (int count; read < bytes.Length && (count = RandomAccess.Read(file, bytes.AsSpan(read), read)) > 0; read += count)
            {
            }

            return read == bytes.Length ? bytes : bytes[..read];
        }
        catch (Exception missing) when (missing is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Puts a file of these bytes in place, all or nothing.</summary>
    public void Replace(string container, string name, IReadOnlyList<ReadOnlyMemory<byte>> parts)
    {
        var path = PathOf(container, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using (var file = File.OpenHandle(temporary, FileMode.Create, FileAccess.Write))
        {
            RandomAccess.Write(file, parts, 0);
        }

        File.Move(temporary, path, overwrite: true);
    }

    /// <summary>Writes these bytes at <paramref name="position"/>, again if they stand there already; the file ends behind them.</summary>
    public void WriteAt(string container, string name, long position, IReadOnlyList<ReadOnlyMemory<byte>> parts, long end)
    {
        var path = PathOf(container, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using SafeFileHandle file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        if (RandomAccess.GetLength(file) is var length && length < position)
        {
            throw new StorageException($"{path} has {length} bytes where {position} were written: another program cut it");
        }
        else if (length > end)
        {
            RandomAccess.SetLength(file, end);
        }

        RandomAccess.Write(file, parts, position);
    }

    /// <summary>Removes a blob's file, and the folders which that leaves empty.</summary>
    public void Delete(string container, string name)
    {
        var path = PathOf(container, name);
        if (!File.Exists(path))
        {
            return;
        }

        File.Delete(path);
        for (var folder = Path.GetDirectoryName(path)!; folder.Length > root.Length && !Directory.EnumerateFileSystemEntries(folder).Any(); folder = Path.GetDirectoryName(folder)!)
        {
            Directory.Delete(folder);
        }
    }

    /// <summary>Has the operating system bring a blob's file to the disk.</summary>
    public void Flush(string container, string name)
    {
        var path = PathOf(container, name);
        if (File.Exists(path))
        {
            using var file = File.OpenHandle(path, FileMode.Open, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
            RandomAccess.FlushToDisk(file);
        }
    }

    /// <summary>Whether a folder stands where the blob's file would.</summary>
    public bool IsFolder(string container, string name) => Directory.Exists(PathOf(container, name));

    /// <summary>The blobs of a container that have a file, in no order. Files that no blob could be named as are passed over.</summary>
    public IEnumerable<BlobItem> List(string container)
    {
        var folder = new DirectoryInfo(Path.Combine(root, container));
        if (!folder.Exists)
        {
            yield break;
        }

        foreach (var file in folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            var name = Path.GetRelativePath(folder.FullName, file.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (StorageNames.IsBlob(name))
            {
                yield return new BlobItem(name, file.Length);
            }
        }
    }

    private string PathOf(string container, string name) => Path.Combine(root, container, name.Replace('/', Path.DirectorySeparatorChar));
}
