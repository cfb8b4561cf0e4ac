using Alpaca.Markets.Extensions;
using Trading.Adapters.Http;
using Trading.Adapters.Market;
using Trading.Brokers;
using Trading.Market;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Broker;

/// <summary>An account at Alpaca and its market data, over one budget of requests.</summary>
public sealed class AlpacaVenue : IDisposable
{
    private readonly Api.IAlpacaTradingClient trading;
    private readonly Api.IAlpacaDataClient data;
    private readonly Api.IAlpacaDataClient bulk;

    private AlpacaVenue(AlpacaSettings settings, TransportOptions transport)
    {
        var key = new Api.SecretKey(settings.KeyId, settings.Secret);
        trading = new Api.AlpacaTradingClientConfiguration { ApiEndpoint = settings.Trading, SecurityId = key, HttpClient = transport.Client(RequestLane.Read) }.GetClient();
        data = Data(RequestLane.Read);
        bulk = Data(RequestLane.Bulk);
        var feed = settings.IsConsolidated ? Api.MarketDataFeed.Sip : Api.MarketDataFeed.Iex;
        var assets = new AssetList(trading);
        Market = new AlpacaMarketData(new BarPages(data, feed), new LatestPrices(data, feed), assets, transport.Clock);
        Bars = new AlpacaBarFeed(new BarPages(bulk, feed), assets, transport.Clock);

        Api.IAlpacaDataClient Data(RequestLane lane) =>
            new Api.AlpacaDataClientConfiguration { ApiEndpoint = settings.Data, SecurityId = key, HttpClient = transport.Client(lane) }.GetClient();
    }

    /// <summary>The account.</summary>
    public IBroker Broker { get; private set; } = null!;

    /// <summary>Its market data.</summary>
    public IMarketData Market { get; }

    /// <summary>Daily bars in bulk.</summary>
    public IBarFeed Bars { get; }

    /// <summary>Opens an account: asks the broker once, for the account's number.</summary>
    /// <exception cref="BrokerException">The broker could not be asked; the line says why.</exception>
    public static ValueTask<AlpacaVenue> OpenAsync(AlpacaSettings settings, TimeProvider clock, CancellationToken cancellationToken) =>
        OpenAsync(settings, new TransportOptions(settings.RequestsPerMinute is { } most ? new RequestBudget(most, clock) : null, clock), cancellationToken);

    internal static async ValueTask<AlpacaVenue> OpenAsync(AlpacaSettings settings, TransportOptions transport, CancellationToken cancellationToken)
    {
        var venue = new AlpacaVenue(settings, transport);
        try
        {
            var account = await BrokerCalls.ReadAsync($"the account at {settings.Trading.Host}", () => venue.trading.GetAccountAsync(cancellationToken), cancellationToken).ConfigureAwait(false);
            venue.Broker = new AlpacaBroker(venue.trading, account.AccountNumber is { Length: > 0 } number ? number : OrderReader.IdOf(account.AccountId), settings.Venue, transport.Clock);
            return venue;
        }
        catch
        {
            venue.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        trading.Dispose();
        data.Dispose();
        bulk.Dispose();
    }
}
