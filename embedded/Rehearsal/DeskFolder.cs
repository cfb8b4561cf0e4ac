using Trading.Embedded.Storage;

namespace Trading.Embedded.Rehearsal;

/// <summary>A state folder in use: its lock, its store and what it remembers.</summary>
internal sealed class DeskFolder : IDisposable
{
    private readonly StateFolderLock hold;

    private DeskFolder(StateFolderLock hold, FileStore store) =>
        (this.hold, Store, Memory) = (hold, store, new DeskMemory(store, hold.Folder));

    public FileStore Store { get; }

    public DeskMemory Memory { get; }

    /// <exception cref="Trading.Storage.StorageException">Another process uses the folder, or it cannot be read or written.</exception>
    public static DeskFolder Open(string folder, TimeProvider clock, Durability durability)
    {
        var taken = StateFolderLock.Take(folder);
        try
        {
            return new DeskFolder(taken, FileStore.Open(taken, clock, durability));
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        Store.Dispose();
        hold.Dispose();
    }
}
