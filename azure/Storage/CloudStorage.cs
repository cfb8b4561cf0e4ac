using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Storage.Blobs;
using Trading.Storage;

namespace Trading.Adapters.Storage;

/// <summary>Opens the store's two ports. Nothing is asked of the service before the first call.</summary>
public static class CloudStorage
{
    // The slowest single answer that is waited for; the retries are ours, so the SDK has none.
    private static readonly TimeSpan NetworkTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Records and blobs of one account.</summary>
    /// <param name="settings">Which store.</param>
    /// <param name="clock">The machine's clock: for waits between tries, and for leases, which other machines keep as well.</param>
    /// <param name="writer">Random text that no other process has: it tells our own writes from others' when an answer is lost.</param>
    public static (IRecords Records, IBlobs Blobs) Open(StorageSettings settings, TimeProvider clock, string writer) =>
        Open(settings, clock, clock, writer, static _ => { });

    internal static (TableRecords Records, ContainerBlobs Blobs) Open(
        StorageSettings settings, TimeProvider clock, TimeProvider leaseClock, string writer, Action<ClientOptions> configure)
    {
        var ids = new WriteIds(writer);
        var calls = new StoreCalls(clock);
        var records = new TableRecords(Tables(settings, configure), calls, ids);
        return (records, new ContainerBlobs(Blobs(settings, configure), calls, ids, new RecordLeases(records, leaseClock)));
    }

    internal static TableServiceClient Tables(StorageSettings settings, Action<ClientOptions> configure)
    {
        var options = With(new TableClientOptions(), configure);
        return settings.Account is { } account
            ? new TableServiceClient(new Uri($"https://{account}.table.core.windows.net"), Credential(settings.ClientId), options)
            : new TableServiceClient(StorageSettings.Emulator, options);
    }

    internal static BlobServiceClient Blobs(StorageSettings settings, Action<ClientOptions> configure)
    {
        var options = With(new BlobClientOptions(), configure);
        return settings.Account is { } account
            ? new BlobServiceClient(new Uri($"https://{account}.blob.core.windows.net"), Credential(settings.ClientId), options)
            : new BlobServiceClient(StorageSettings.Emulator, options);
    }

    private static T With<T>(T options, Action<ClientOptions> configure)
        where T : ClientOptions
    {
        (options.Retry.MaxRetries, options.Retry.NetworkTimeout) = (0, NetworkTimeout);
        configure(options);
        return options;
    }

    // In the cloud the process has an identity; on a developer's machine there is none, and whoever signed in to the CLI is meant.
    private static TokenCredential Credential(string? clientId) => clientId is not null
        ? new ManagedIdentityCredential(ManagedIdentityId.FromUserAssignedClientId(clientId))
        : new ChainedTokenCredential(new ManagedIdentityCredential(ManagedIdentityId.SystemAssigned), new AzureCliCredential());
}
