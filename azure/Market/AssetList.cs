using Trading.Market;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Market;

/// <summary>The shares that can be traded at the broker.</summary>
internal sealed class AssetList(Api.IAlpacaTradingClient client)
{
    /// <summary>Active and tradable shares listed on an exchange, benchmarks among them, in ordinal order.</summary>
    /// <exception cref="MarketDataException">They could not be read.</exception>
    public async ValueTask<IReadOnlyList<Asset>> ReadAsync(CancellationToken cancellationToken)
    {
        var request = new Api.AssetsRequest { AssetStatus = Api.AssetStatus.Active, AssetClass = Api.AssetClass.UsEquity };
        var listed = await DataCalls.ReadAsync("assets", () => client.ListAssetsAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
        return
        [
            .. from asset in listed
               where asset is { IsTradable: true, Status: Api.AssetStatus.Active, Class: Api.AssetClass.UsEquity, Exchange: not Api.Exchange.Otc }
               let symbol = Symbol.TryParse(asset.Symbol, out var parsed) ? parsed : (Symbol?)null
               where symbol is not null
               orderby symbol
               select new Asset(symbol.Value, asset.Name, asset.Exchange.ToString().ToUpperInvariant()),
        ];
    }
}
