using NodaTime;
using Trading.Market;

namespace Trading.Tests.Shared.Scanning;

/// <summary>Market data made of a list: daily bars by symbol, and what a symbol does when it is asked for. It has no minutes and no quotes.</summary>
internal sealed class ListedMarket : IMarketData
{
    private readonly SortedDictionary<Symbol, Func<BarSeries?>> daily = [];
    private readonly HashSet<Symbol> benchmarks = [];

    public ListedMarket Add(BarSeries bars)
    {
        daily[bars.Symbol] = () => bars;
        return this;
    }

    public ListedMarket Benchmark(BarSeries bars)
    {
        benchmarks.Add(bars.Symbol);
        return Add(bars);
    }

    public ListedMarket Add(string symbol, Func<BarSeries?> read)
    {
        daily[Symbol.Parse(symbol)] = read;
        return this;
    }

    public ValueTask<IReadOnlyList<Symbol>> SymbolsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Symbol>>([.. daily.Keys.Where(symbol => !benchmarks.Contains(symbol))]);

    public ValueTask<BarSeries?> DailyAsync(Symbol symbol, CancellationToken cancellationToken) =>
        ValueTask.FromResult(daily.TryGetValue(symbol, out var read) ? read() : null);

    public ValueTask<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>> MinutesAsync(
        IReadOnlyCollection<Symbol> symbols, LocalDate date, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>>(new Dictionary<Symbol, IReadOnlyList<MinuteBar>>());

    public ValueTask<IReadOnlyDictionary<Symbol, Quote>> QuotesAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyDictionary<Symbol, Quote>>(new Dictionary<Symbol, Quote>());
}
