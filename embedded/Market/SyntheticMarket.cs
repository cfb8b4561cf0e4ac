using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;
using Trading.Embedded.Market.Minutes;
using Trading.Embedded.Market.Synthetic;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Market;

/// <summary>
/// A made-up market of any size, the same for the same seed on every machine: stocks SYN0001, SYN0002 and so on in eleven sectors, which share a
/// market's and their sector's ups and downs and have news of their own, and the benchmarks SPY, QQQ and IWM. A bar depends on the seed, the
/// symbol and the date alone: a market that begins earlier or ends later has the same bars in between. Safe for concurrent readers.
/// </summary>
public sealed class SyntheticMarket : IBarSource
{
    private static readonly string[] SectorNames =
    [
        "Basic Materials", "Communication Services", "Consumer Cyclical", "Consumer Defensive", "Energy", "Financial Services",
        "Healthcare", "Industrials", "Real Estate", "Technology", "Utilities",
    ];

    private readonly ConcurrentDictionary<Symbol, BarSeries> made = new();
    private readonly MinuteCache minutes = new();
    private readonly Dictionary<Symbol, SyntheticStock> stocks;
    private readonly SyntheticFactors factors;
    private readonly ulong seed;

    /// <summary>A market whose last bar is dated <paramref name="end"/> or, when that is no session, the session before.</summary>
    /// <param name="seed">The seed.</param>
    /// <param name="end">The last date, New York.</param>
    /// <param name="symbols">The number of stocks.</param>
    /// <param name="years">The years of bars before <paramref name="end"/>.</param>
    public SyntheticMarket(ulong seed, LocalDate end, int symbols = 500, int years = 2)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(symbols);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(years);
        this.seed = seed;
        factors = new SyntheticFactors(seed, new SessionYears(end.PlusYears(-years).PlusDays(1), end), SectorNames.Length);
        Symbols = [.. Enumerable.Range(1, symbols).Select(number => Symbol.Parse(string.Create(CultureInfo.InvariantCulture, $"SYN{number:0000}"))).Order()];
        stocks = Symbols.ToDictionary(symbol => symbol, symbol => SyntheticStock.Draw(seed, symbol, SectorNames.Length));
        Sectors = stocks.ToDictionary(pair => pair.Key, pair => SectorNames[pair.Value.Sector!.Value]);
        foreach (var benchmark in SyntheticStock.Benchmarks(seed))
        {
            stocks.Add(benchmark.Symbol, benchmark);
        }
    }

    /// <inheritdoc/>
    public IReadOnlyList<Symbol> Symbols { get; }

    /// <summary>The sector of each stock.</summary>
    public IReadOnlyDictionary<Symbol, string> Sectors { get; }

    /// <inheritdoc/>
    public BarSeries? Daily(Symbol symbol) =>
        made.TryGetValue(symbol, out var bars) ? bars
        : stocks.TryGetValue(symbol, out var stock) ? made.GetOrAdd(symbol, stock.ToBars(factors))
        : null;

    /// <inheritdoc/>
    public IReadOnlyList<MinuteBar> Minutes(Symbol symbol, LocalDate date) => minutes.Get(symbol, date, MakeMinutes);

    private IReadOnlyList<MinuteBar> MakeMinutes(Symbol symbol, LocalDate date) =>
        ExchangeCalendar.Nyse.SessionOn(date) is { } session && DayBar.Of(Daily(symbol), date) is { } day ? DayPath.Make(session, day, seed) : [];
}
