using NodaTime;
using Trading.Embedded.Market;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Simulator.Feed;

/// <summary>The newest trades, quotes and bars.</summary>
internal sealed class LatestRoutes(ClockedMarketData market, FeedBars bars, TimeProvider clock)
{
    private static readonly Duration TenDays = Duration.FromDays(10);

    public async ValueTask<SimAnswer> TradesAsync(SimRequest request, CancellationToken cancellationToken) =>
        SimAnswer.Json(new LatestTradesJson((await ManyAsync(request, cancellationToken).ConfigureAwait(false)).ToDictionary(NameOf, Trade)), WireJson.Default.LatestTradesJson);

    public async ValueTask<SimAnswer> QuotesAsync(SimRequest request, CancellationToken cancellationToken) =>
        SimAnswer.Json(new LatestQuotesJson((await ManyAsync(request, cancellationToken).ConfigureAwait(false)).ToDictionary(NameOf, Both)), WireJson.Default.LatestQuotesJson);

    public async ValueTask<SimAnswer> TradeAsync(string name, CancellationToken cancellationToken)
    {
        var quote = await OneAsync(name, "trade", cancellationToken).ConfigureAwait(false);
        return SimAnswer.Json(new LatestTradeJson(NameOf(quote), Trade(quote)), WireJson.Default.LatestTradeJson);
    }

    public async ValueTask<SimAnswer> QuoteAsync(string name, CancellationToken cancellationToken)
    {
        var quote = await OneAsync(name, "quote", cancellationToken).ConfigureAwait(false);
        return SimAnswer.Json(new LatestQuoteJson(NameOf(quote), Both(quote)), WireJson.Default.LatestQuoteJson);
    }

    public async ValueTask<SimAnswer> SnapshotsAsync(SimRequest request, CancellationToken cancellationToken) =>
        SimAnswer.Json((await ManyAsync(request, cancellationToken).ConfigureAwait(false)).ToDictionary(NameOf, Snapshot), WireJson.Default.Snapshots);

    private async ValueTask<IEnumerable<Quote>> ManyAsync(SimRequest request, CancellationToken cancellationToken)
    {
        var symbols = request.Symbols("symbols");
        return symbols.Count == 0
            ? throw SimRefusal.BadData("symbols is required")
            : (await market.QuotesAsync(symbols, cancellationToken).ConfigureAwait(false)).Values;
    }

    private async ValueTask<Quote> OneAsync(string name, string what, CancellationToken cancellationToken)
    {
        var symbol = SimRequest.ToSymbol(name);
        var quotes = await market.QuotesAsync([symbol], cancellationToken).ConfigureAwait(false);
        return quotes.TryGetValue(symbol, out var quote) ? quote : throw SimRefusal.NotFound($"no {what} found for {symbol}");
    }

    private SnapshotJson Snapshot(Quote quote)
    {
        var now = clock.Now();
        var days = bars.Daily(quote.Symbol, now - TenDays, now, now).Select(day => day.Bar).TakeLast(2).ToArray();
        return new SnapshotJson(Trade(quote), Both(quote), bars.LastMinute(quote.Symbol, now), days.LastOrDefault(), days.Length == 2 ? days[0] : null);
    }

    private static string NameOf(Quote quote) => quote.Symbol.ToString();

    private static TradeJson Trade(Quote quote) => new(WireText.Time(quote.At), quote.Last.Value);

    private static QuoteJson Both(Quote quote) => new(WireText.Time(quote.At), quote.Last.Value, quote.Last.Value);
}
