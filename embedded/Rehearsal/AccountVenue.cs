using NodaTime;
using Trading.Brokers;
using Trading.Embedded.Market;
using Trading.Market;

namespace Trading.Embedded.Rehearsal;

/// <summary>The account that the settings name, in real time.</summary>
internal sealed class AccountVenue : IDeskVenue
{
    private readonly CloudVenue cloud;

    private AccountVenue(CloudVenue cloud) => (this.cloud, Market, Feed) = (cloud, cloud.Market, cloud.Bars);

    public string Name => $"{Broker.Venue.Kind.ToString().ToLowerInvariant()} account {Broker.Account} at {Broker.Venue.Host}";

    public IBroker Broker => cloud.Broker;

    public IMarketData Market { get; private set; }

    public IBarFeed? Feed { get; private set; }

    /// <summary>Opens the account. Nothing is written, here or there.</summary>
    /// <exception cref="RefusedException">This build has no adapters, a setting is missing or wrong, or the broker does not answer.</exception>
    public static async ValueTask<AccountVenue> OpenAsync(FunctionApp app, CancellationToken cancellationToken) =>
        new(await PortsOf(app).OpenVenue(null, app.WallClock, cancellationToken).ConfigureAwait(false));

    /// <summary>The adapters of this build.</summary>
    /// <exception cref="RefusedException">It has none.</exception>
    public static CloudPorts PortsOf(FunctionApp app) =>
        app.Cloud ?? throw new RefusedException("--broker alpaca: this build has no adapters; build with AzureAdapters=true in the environment, then ask again");

    /// <summary>From here on the daily bars are a folder's; minutes and prices stay the broker's.</summary>
    public void TakeDailyBarsOf(IBarSource bars, TimeProvider clock) => (Market, Feed) = (new SplitMarketData(new ClockedMarketData(bars, clock), cloud.Market), null);

    public ValueTask AdvanceToAsync(Instant now, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    public ValueTask DisposeAsync()
    {
        cloud.Connection.Dispose();
        return ValueTask.CompletedTask;
    }
}
