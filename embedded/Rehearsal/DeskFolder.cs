using Trading.Embedded.Storage;
using Trading.Storage;

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

    /// <summary>Marks a fresh store with the schema that this program writes; a store of another schema is left as it is.</summary>
    /// <exception cref="RefusedException">The store has another schema.</exception>
    public async ValueTask EnsureSchemaAsync(CancellationToken cancellationToken)
    {
        if (await new StoreSchema(Store).EnsureAsync(cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new RefusedException($"state {hold.Folder}: {refusal}");
        }
    }

    public void Dispose()
    {
        Store.Dispose();
        hold.Dispose();
    }
}
