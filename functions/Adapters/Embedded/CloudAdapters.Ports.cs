using Trading.Embedded;
using Trading.Embedded.Rehearsal;

namespace Trading.Functions.Adapters;

/// <content>The adapters as the embedded host is handed them.</content>
internal static partial class CloudAdapters
{
    /// <summary>A store in the cloud in the place of the state folder's, and an account at the broker in the place of the simulated one.</summary>
    public static CloudPorts? Ports { get; } = new(OpenStore, OpenVenueAsync);

    private static CloudStore OpenStore(TimeProvider clock)
    {
        try
        {
            var settings = StoreServices.SettingsOf(Environment.GetEnvironmentVariable);
            var store = new CloudStorePorts(settings, clock);
            return new CloudStore(store.Records, store.Blobs);
        }
        catch (FormatException wrong)
        {
            throw new RefusedException($"--store azure: {wrong.Message}", wrong);
        }
    }
}
