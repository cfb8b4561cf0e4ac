using Trading.Storage;

namespace Trading.Embedded.Storage;

/// <summary>The right to use a state folder: one process at a time, by a lock of the operating system that dies with the process, however it dies.</summary>
public sealed class StateFolderLock : IDisposable
{
    private const string LockFile = "lock";
    private readonly FileStream file;

    private StateFolderLock(string folder, FileStream file) => (Folder, this.file) = (folder, file);

    /// <summary>The folder's full path.</summary>
    public string Folder { get; }

    /// <summary>Makes the folder where there is none, and takes it.</summary>
    /// <exception cref="StorageException">Another process uses the folder, or it cannot be made or written; one line.</exception>
    public static StateFolderLock Take(string folder)
    {
        var full = Path.GetFullPath(folder);
        try
        {
            Directory.CreateDirectory(full);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StorageException($"the state folder {full} cannot be made: {fault.Message}", fault);
        }

        try
        {
            return new StateFolderLock(full, new FileStream(Path.Combine(full, LockFile), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException fault)
        {
            throw new StorageException($"the state folder {full} is in use by another process: end that one first, or name another folder", fault);
        }
        catch (UnauthorizedAccessException fault)
        {
            throw new StorageException($"the state folder {full} cannot be written: {fault.Message}", fault);
        }
    }

    /// <summary>Whether a process uses the folder at this moment.</summary>
    public static bool IsTaken(string folder)
    {
        try
        {
            using var probe = new FileStream(Path.Combine(folder, LockFile), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
            return false;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
        catch (IOException)
        {
            return true;
        }
    }

    /// <summary>Gives the folder back.</summary>
    public void Dispose() => file.Dispose();
}
