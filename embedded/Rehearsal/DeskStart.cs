using Trading.Embedded.Storage;
using Trading.Storage;

namespace Trading.Embedded.Rehearsal;

/// <summary>Opens the store that a desk is to run on.</summary>
internal static class DeskStart
{
    /// <summary>The state folder; null for the store that the settings name.</summary>
    /// <exception cref="RefusedException">Another desk uses the store, it cannot be had in this build, or it has another schema; nothing was written.</exception>
    public static async ValueTask<IDeskStore> OpenAsync(FunctionApp app, string? folder, TimeProvider clock, Durability durability, CancellationToken cancellationToken)
    {
        IDeskStore store = folder is not null ? DeskFolder.Open(folder, clock, durability) : await DeskCloud.OpenAsync(app, cancellationToken).ConfigureAwait(false);
        try
        {
            await EnsureSchemaAsync(store, cancellationToken).ConfigureAwait(false);
            return store;
        }
        catch
        {
            await store.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Marks a fresh store with the schema that this program writes; a store of another schema is left as it is.</summary>
    /// <exception cref="RefusedException">The store has another schema.</exception>
    public static async ValueTask EnsureSchemaAsync(this IDeskStore store, CancellationToken cancellationToken)
    {
        if (await new StoreSchema(store.Records).EnsureAsync(cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            throw new RefusedException($"{store.Place.Name}: {refusal}");
        }
    }
}
