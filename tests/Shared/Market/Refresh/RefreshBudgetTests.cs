using System.Runtime.CompilerServices;
using NodaTime;
using Trading.Market;
using Trading.Market.Archive;
using Trading.Market.Refresh;
using Trading.Market.Universe;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Market.Refresh;

/// <summary>Requests, as the broker counts them: 200 symbols and 10,000 bars in each, 200 of them a minute.</summary>
public sealed class RefreshBudgetTests
{
    private static readonly LocalDate Monday = new(2013, 10, 7);
    private readonly ManualClock clock = new(RefreshDesk.Night(Monday));
    private readonly MemoryStore store = new();

    [Fact]
    public async Task The_first_night_of_3000_symbols_takes_a_minutes_requests()
    {
        // A tenth of the symbols, for a tenth of the time.
        var feed = new AlikeFeed(300);
        await RunAsync(feed, RefreshOptions.Default);
        Assert.InRange(feed.Requests, 15, 20);
    }

    [Fact]
    public async Task Any_other_night_of_3000_symbols_takes_a_fifth_of_them()
    {
        var feed = new AlikeFeed(3000);
        await RunAsync(feed, RefreshOptions.Default with { Sessions = 30 });
        clock.Now = RefreshDesk.Night(Monday.PlusDays(1));
        feed.Requests = 0;
        await RunAsync(feed, RefreshOptions.Default with { Sessions = 30 });
        Assert.InRange(feed.Requests, 15, 40);
        var pointer = (await new ArchiveStore(store).CurrentAsync(default))!.Target;
        Assert.Equal((3001, Monday), (pointer.Symbols, pointer.Newest));
    }

    private async Task RunAsync(AlikeFeed feed, RefreshOptions options)
    {
        var aside = new SetAside(store);
        var universe = new UniverseSource(feed, store, aside, ExchangeCalendar.Nyse, UniverseSetting.Default);
        Assert.Null((await new ArchiveRefresh(feed, universe, aside, store, store, ExchangeCalendar.Nyse, clock, options).RunAsync([], default)).Refusal);
    }

    /// <summary>Stocks with the same bars, and SPY.</summary>
    private sealed class AlikeFeed(int stocks) : IBarFeed
    {
        private const int Spare = 10;
        private static readonly Symbol Spy = Symbol.Parse("SPY");
        private static readonly BarSeries All = CalmBars.Before(Spy, Monday.PlusDays(Spare), sessions: 520);

        public int Requests { get; set; }

        public async IAsyncEnumerable<SymbolBars> DailyAsync(
            IReadOnlyCollection<Symbol> symbols, LocalDate from, LocalDate through, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var first = All.Days.BinarySearch(BarSeries.ToDay(from));
            var bars = All.Through(through);
            var count = bars.Count - first;
            int[] days = bars.Days[first..].ToArray();
            double[] open = bars.Open[first..].ToArray(), high = bars.High[first..].ToArray(), low = bars.Low[first..].ToArray(), volume = bars.Volume[first..].ToArray();
            foreach (var some in symbols.Chunk(200))
            {
                Requests += Math.Max(1, ((some.Length * count) + 9_999) / 10_000);
                foreach (var symbol in some.Where(symbol => symbol == Spy || !Benchmarks.Contains(symbol)))
                {
                    yield return new SymbolBars(symbol, new BarSeries(symbol, count, days, open, high, low, open, volume));
                }
            }

            await ValueTask.CompletedTask;
        }

        public ValueTask<IReadOnlyList<Asset>> AssetsAsync(CancellationToken cancellationToken)
        {
            Requests++;
            return ValueTask.FromResult<IReadOnlyList<Asset>>([.. Enumerable.Range(0, stocks).Select(i => new Asset(Symbol.Parse($"S{i:0000}"), "A Company", "NYSE"))]);
        }
    }
}
