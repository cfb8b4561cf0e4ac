using Trading.Embedded;
using Trading.Embedded.Rehearsal;

namespace Trading.Functions.Adapters;

/// <content>The adapters as the embedded host is handed them.</content>
internal static partial class CloudAdapters
{
    /// <summary>A store in the cloud in the place of the state folder's.</summary>
    public static CloudPorts? Ports { get; } = new(OpenStore, static (_, _) => throw new RefusedException("this build has no adapter for a broker"));

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
