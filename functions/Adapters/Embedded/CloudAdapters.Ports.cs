using Trading.Embedded;
using Trading.Embedded.Rehearsal;

namespace Trading.Functions.Adapters;

/// <content>The adapters as the embedded host is handed them.</content>
internal static partial class CloudAdapters
{
    /// <summary>The account at the broker in the place of the simulated one.</summary>
    public static CloudPorts? Ports { get; } = new(static _ => throw new RefusedException("this build has no adapter for a store"), OpenVenueAsync);
}
