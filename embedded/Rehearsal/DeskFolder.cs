using Trading.Embedded.Storage;
using Trading.Storage;

namespace Trading.Embedded.Rehearsal;

/// <summary>A state folder in use: its lock, its store and what it remembers. One instant of a virtual clock is one transaction, so a run that was killed goes on as if nothing had happened.</summary>
internal sealed class DeskFolder : IDeskStore, IDisposable
{
    private readonly StateFolderLock hold;

    private DeskFolder(StateFolderLock hold, FileStore store)
    {
        (this.hold, Store, Place) = (hold, store, DeskPlace.Of(hold.Folder));
        Memory = new DeskMemory(store, Place);
    }

    public FileStore Store { get; }

    public DeskPlace Place { get; }

    public IRecords Records => Store;

    public IBlobs Blobs => Store;

    public DeskMemory Memory { get; }

    /// <summary>Never: the lock is ours until we are gone.</summary>
    public CancellationToken Lost => CancellationToken.None;

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

    public void BeginBatch() => Store.BeginBatch();

    public void CommitBatch() => Store.CommitBatch();

    public ValueTask BeginRunAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask EndRunAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public void Dispose()
    {
        Store.Dispose();
        hold.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
