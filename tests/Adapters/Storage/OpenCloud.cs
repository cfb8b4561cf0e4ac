using System.Security.Cryptography;
using Azure.Core;
using NodaTime;
using Trading.Adapters.Storage;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Adapters.Storage;

/// <summary>The store on the emulator with names of a test's own, which are gone with the test.</summary>
internal sealed class OpenCloud
{
    private static readonly StorageSettings Emulator = new(null, null);

    public OpenCloud(Action<ClientOptions>? configure = null)
    {
        Own = "t" + RandomNumberGenerator.GetHexString(20, lowercase: true);
        (Records, Blobs) = CloudStorage.Open(Emulator, Machine.Clock, Clock, Own, configure ?? (static _ => { }));
    }

    /// <summary>Begins the names of tables, containers and leases.</summary>
    public string Own { get; }

    /// <summary>The clock of the leases.</summary>
    public ManualClock Clock { get; } = new(Instant.FromUtc(2013, 10, 7, 12, 0));

    public IRecords Records { get; }

    public IBlobs Blobs { get; }

    /// <summary>Removes what the test has made.</summary>
    public async Task CloseAsync()
    {
        var tables = CloudStorage.Tables(Emulator, static _ => { });
        await foreach (var table in tables.QueryAsync())
        {
            if (table.Name.StartsWith(Own, StringComparison.Ordinal))
            {
                await tables.DeleteTableAsync(table.Name);
            }
        }

        var blobs = CloudStorage.Blobs(Emulator, static _ => { });
        await foreach (var container in blobs.GetBlobContainersAsync())
        {
            if (container.Name.StartsWith(Own, StringComparison.Ordinal))
            {
                await blobs.DeleteBlobContainerAsync(container.Name);
            }
        }

        await foreach (var lease in Records.ScanAsync("leases", CancellationToken.None))
        {
            if (lease.Row.StartsWith(Own, StringComparison.Ordinal))
            {
                await Records.DeleteAsync("leases", lease.Partition, lease.Row, CancellationToken.None);
            }
        }
    }
}
