using NodaTime;
using Trading.Market;
using Trading.Time;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Market;

/// <summary>Alpaca's market data as the clock lets it be seen: sessions that have closed, minutes that have ended, the newest price with its time.</summary>
internal sealed class AlpacaMarketData(BarPages bars, LatestPrices latest, AssetList assets, TimeProvider clock) : IMarketData
{
    private static readonly LocalDate First = new(1990, 1, 2);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Symbol>> SymbolsAsync(CancellationToken cancellationToken) =>
        [.. (await assets.ReadAsync(cancellationToken).ConfigureAwait(false)).Select(asset => asset.Symbol).Where(symbol => !Benchmarks.Contains(symbol))];

    /// <inheritdoc/>
    public async ValueTask<BarSeries?> DailyAsync(Symbol symbol, CancellationToken cancellationToken)
    {
        var last = ExchangeCalendar.Nyse.LastClosed(clock.Now());
        var read = await bars.ReadAsync([symbol], Api.BarTimeFrame.Day, NewYork.StartOf(First), last.Close, cancellationToken).ConfigureAwait(false);
        var series = read.TryGetValue(symbol, out var found) ? DailyColumns.Of(symbol, found, last.Date) : null;
        return series is not null && DailyColumns.WhyImpossible(series) is { } wrong ? throw new BadBarException(wrong) : series;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>> MinutesAsync(
        IReadOnlyCollection<Symbol> symbols, LocalDate date, CancellationToken cancellationToken)
    {
        var answer = new Dictionary<Symbol, IReadOnlyList<MinuteBar>>(symbols.Count);
        var now = clock.Now();
        if (symbols.Count == 0 || ExchangeCalendar.Nyse.SessionOn(date) is not { } session || now < session.Open + Duration.FromMinutes(1))
        {
            return answer;
        }

        var ended = Instant.Min(now, session.Close);
        foreach (var some in symbols.Chunk(BarPages.MostSymbols))
        {
            foreach (var (symbol, found) in await bars.ReadAsync(some, Api.BarTimeFrame.Minute, session.Open, ended, cancellationToken).ConfigureAwait(false))
            {
                var minutes = found.Select(Minute).Where(minute => minute.Start >= session.Open && minute.End <= ended).ToArray();
                if (minutes.Length > 0)
                {
                    answer[symbol] = minutes;
                }
            }
        }

        return answer;
    }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyDictionary<Symbol, Quote>> QuotesAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellationToken) =>
        await latest.ReadAsync(symbols, clock.Now(), cancellationToken).ConfigureAwait(false);

    private static MinuteBar Minute(Api.IBar bar) => new(Instant.FromDateTimeUtc(bar.TimeUtc), bar.Open, bar.High, bar.Low, bar.Close, bar.Volume);
}
