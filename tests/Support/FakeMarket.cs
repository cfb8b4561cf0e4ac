using NodaTime;
using Trading.Market;
using Trading.Time;

namespace Trading.Tests.Support;

/// <summary>A market in which a symbol has one price all day until the test moves it; minutes from the open to the clock are made of the price of now, and daily bars are calm, unless given.</summary>
internal sealed class FakeMarket(TimeProvider clock) : IMarketData
{
    public Dictionary<Symbol, decimal> Prices { get; } = [];

    public Dictionary<Symbol, IReadOnlyList<MinuteBar>> Minutes { get; } = [];

    public Dictionary<Symbol, BarSeries> Daily { get; } = [];

    public bool IsDown { get; set; }

    public int Calls { get; private set; }

    public ValueTask<IReadOnlyList<Symbol>> SymbolsAsync(CancellationToken cancellationToken) => Answer<IReadOnlyList<Symbol>>(() => [.. Prices.Keys.Order()]);

    public ValueTask<BarSeries?> DailyAsync(Symbol symbol, CancellationToken cancellationToken) => Answer(() =>
        Daily.GetValueOrDefault(symbol) ?? (Prices.ContainsKey(symbol) ? CalmBars.Before(symbol, NewYork.DateOf(clock.Now())) : null));

    public ValueTask<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>> MinutesAsync(IReadOnlyCollection<Symbol> symbols, LocalDate date, CancellationToken cancellationToken) =>
        Answer<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>>(() => symbols.Where(Prices.ContainsKey).ToDictionary(symbol => symbol, symbol => Minutes.GetValueOrDefault(symbol) ?? Flat(symbol, date)));

    public ValueTask<IReadOnlyDictionary<Symbol, Quote>> QuotesAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellationToken) =>
        Answer<IReadOnlyDictionary<Symbol, Quote>>(() => symbols.Where(Prices.ContainsKey).ToDictionary(symbol => symbol, symbol => new Quote(symbol, new Price(Prices[symbol]), clock.Now())));

    private List<MinuteBar> Flat(Symbol symbol, LocalDate date)
    {
        var session = ExchangeCalendar.Nyse.SessionOn(date)!;
        var bars = new List<MinuteBar>();
        for (var at = session.Open; at + Duration.FromMinutes(1) <= clock.Now() && at < session.Close; at += Duration.FromMinutes(1))
        {
            bars.Add(new MinuteBar(at, Prices[symbol], Prices[symbol], Prices[symbol], Prices[symbol], 1000));
        }

        return bars;
    }

    private ValueTask<T> Answer<T>(Func<T> work)
    {
        Calls++;
        return IsDown ? throw new MarketDataException("the feed is down") : ValueTask.FromResult(work());
    }
}
