using NodaTime;
using Trading.Market;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Market;

/// <summary>The newest prices: the last trade, or the middle between bid and ask where no trade is known. Its time tells its age; whoever trades on it looks at that.</summary>
internal sealed class LatestPrices(Api.IAlpacaDataClient client, Api.MarketDataFeed feed)
{
    /// <exception cref="MarketDataException">They could not be read.</exception>
    public async ValueTask<Dictionary<Symbol, Quote>> ReadAsync(IReadOnlyCollection<Symbol> symbols, Instant now, CancellationToken cancellationToken)
    {
        var quotes = new Dictionary<Symbol, Quote>(symbols.Count);
        foreach (var some in symbols.Chunk(BarPages.MostSymbols))
        {
            var request = Request(some);
            var trades = await DataCalls.ReadAsync("latest trades", () => client.ListLatestTradesAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
            Add(quotes, some, now, symbol => trades.TryGetValue(symbol, out var trade) ? (trade.Price, trade.TimestampUtc) : null);
            await AddMiddlesAsync(quotes, [.. some.Where(symbol => !quotes.ContainsKey(symbol))], now, cancellationToken).ConfigureAwait(false);
        }

        return quotes;
    }

    private async ValueTask AddMiddlesAsync(Dictionary<Symbol, Quote> quotes, Symbol[] missing, Instant now, CancellationToken cancellationToken)
    {
        if (missing.Length > 0)
        {
            var request = Request(missing);
            var both = await DataCalls.ReadAsync("latest quotes", () => client.ListLatestQuotesAsync(request, cancellationToken), cancellationToken).ConfigureAwait(false);
            Add(quotes, missing, now, symbol => both.TryGetValue(symbol, out var two) && two is { BidPrice: > 0, AskPrice: > 0 } ? ((two.BidPrice + two.AskPrice) / 2, two.TimestampUtc) : null);
        }
    }

    private Api.LatestMarketDataListRequest Request(IEnumerable<Symbol> symbols) => new(symbols.Select(symbol => symbol.ToString())) { Feed = feed };

    private static void Add(Dictionary<Symbol, Quote> quotes, Symbol[] symbols, Instant now, Func<string, (decimal Price, DateTime At)?> priceOf)
    {
        foreach (var symbol in symbols)
        {
            if (priceOf(symbol.ToString()) is { Price: > 0 } found)
            {
                // The exchange's clock may run ahead of ours: nothing is known before its time.
                quotes[symbol] = new Quote(symbol, new Price(found.Price), Instant.Min(Instant.FromDateTimeUtc(found.At), now));
            }
        }
    }
}
