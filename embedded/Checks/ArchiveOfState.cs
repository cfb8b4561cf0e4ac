using Trading.Embedded.Rehearsal;
using Trading.Embedded.Storage;
using Trading.Market.Archive;

namespace Trading.Embedded.Checks;

/// <summary>The archive of bars in a state folder that nobody uses at the moment.</summary>
internal static class ArchiveOfState
{
    /// <summary>Whether the folder may hold one.</summary>
    public static bool IsIn(string folder) => Directory.Exists(Path.Combine(folder, "blobs", ArchiveStore.Container));

    /// <summary>The archive that counts; null when the folder holds none.</summary>
    /// <exception cref="Trading.Market.MarketDataException">It is gone or damaged.</exception>
    /// <exception cref="Trading.Storage.StorageException">The folder cannot be read.</exception>
    public static async ValueTask<BarArchive?> ReadAsync(string folder, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var state = DeskFolder.Open(folder, clock, Durability.Process);
        var store = new ArchiveStore(state.Store);
        return await store.CurrentAsync(cancellationToken).ConfigureAwait(false) is { } current
            ? await store.ReadAsync(current.Target.Name, cancellationToken).ConfigureAwait(false)
            : null;
    }
}
