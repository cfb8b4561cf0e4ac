using NodaTime;
using Trading.Market;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Market;

/// <summary>Historical bars of many symbols: in pages, and in as few requests as an address of bearable length allows. Prices are adjusted for splits and for nothing else.</summary>
internal sealed class BarPages(Api.IAlpacaDataClient client, Api.MarketDataFeed feed)
{
    /// <summary>Symbols in one request.</summary>
    public const int MostSymbols = 200;

    private const uint PageSize = 10_000;

    /// <summary>The bars of each of <paramref name="symbols"/> (at most <see cref="MostSymbols"/>) that has any, in the order of time.</summary>
    /// <exception cref="MarketDataException">They could not be read in full.</exception>
    public async ValueTask<Dictionary<Symbol, List<Api.IBar>>> ReadAsync(
        IReadOnlyCollection<Symbol> symbols, Api.BarTimeFrame frame, Instant from, Instant through, CancellationToken cancellationToken)
    {
        var bars = new Dictionary<Symbol, List<Api.IBar>>(symbols.Count);
        string? token = null;
        do
        {
            var request = Request(symbols, frame, from, through, token);
            var page = await DataCalls.ReadAsync("bars", () => client.GetHistoricalBarsAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
            foreach (var (text, some) in page.Items)
            {
                Add(bars, text, some);
            }

            var next = string.IsNullOrEmpty(page.NextPageToken) ? null : page.NextPageToken;
            token = next is null || next != token ? next : throw new MarketDataException("bars could not be read: the same page came twice");
        }
        while (token is not null);

        return bars;
    }

    private static void Add(Dictionary<Symbol, List<Api.IBar>> bars, string text, IReadOnlyList<Api.IBar> some)
    {
        if (some.Count == 0 || !Symbol.TryParse(text, out var symbol))
        {
            return;
        }

        if (!bars.TryGetValue(symbol, out var known))
        {
            bars[symbol] = known = new List<Api.IBar>(some.Count);
        }

        known.AddRange(some);
    }

    private Api.HistoricalBarsRequest Request(IReadOnlyCollection<Symbol> symbols, Api.BarTimeFrame frame, Instant from, Instant through, string? token)
    {
        var request = new Api.HistoricalBarsRequest(symbols.Select(symbol => symbol.ToString()), from.ToDateTimeUtc(), through.ToDateTimeUtc(), frame)
        {
            Adjustment = Api.Adjustment.SplitsOnly,
            Feed = feed,
        };
        (request.Pagination.Size, request.Pagination.Token) = (PageSize, token);
        return request;
    }
}
