using Trading.Adapters.Broker;
using Trading.Brokers;
using Trading.Embedded;
using Trading.Embedded.Rehearsal;

namespace Trading.Functions.Adapters;

/// <content>The broker, at a simulator's address or where the settings say.</content>
internal static partial class CloudAdapters
{
    private static async ValueTask<CloudVenue> OpenVenueAsync(Uri? simulator, TimeProvider clock, CancellationToken cancellationToken)
    {
        try
        {
            var settings = AlpacaSettings.Read(Environment.GetEnvironmentVariable, simulator);
            var venue = await AlpacaVenue.OpenAsync(settings, clock, cancellationToken);
            return new CloudVenue(venue.Broker, venue.Market, venue.Bars, venue);
        }
        catch (Exception fault) when (fault is FormatException or BrokerException)
        {
            throw new RefusedException($"--broker alpaca: {fault.Message}", fault);
        }
    }
}
