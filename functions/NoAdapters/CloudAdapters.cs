using Trading.Embedded.Rehearsal;

namespace Trading.Functions.Adapters;

/// <summary>A build without the adapters: the embedded host stores in files and trades at its simulated broker alone.</summary>
internal static class CloudAdapters
{
    /// <summary>None.</summary>
    public static CloudPorts? Ports => null;
}
