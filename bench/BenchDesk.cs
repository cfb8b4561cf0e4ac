using NodaTime;
using Trading.Accounting;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Embedded.Broker;
using Trading.Embedded.Market;
using Trading.Embedded.Storage;
using Trading.Execution;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Orders;
using Trading.Risk;
using Trading.Risk.Drawdowns;
using Trading.Risk.Limits;
using Trading.Risk.Var;
using Trading.Scanning;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Bench;

/// <summary>A whole desk on the simulated broker and the synthetic market, with a watchlist of which a few candidates are confirmed.</summary>
internal sealed class BenchDesk : IDisposable
{
    public static readonly LocalDate Day = new(2013, 10, 7);
    private readonly StateFolderLock held;
    private readonly JournalWriter journal;
    private readonly OrderBook book;
    private readonly SimulatedBroker broker;

    public BenchDesk(string folder)
    {
        held = StateFolderLock.Take(folder);
        Store = FileStore.Open(held, Clock, Durability.Process);
        journal = new JournalWriter(Store, Clock);
        var alerts = new Alerts(Store, journal, new Nobody(), Clock);
        var bars = new SyntheticMarket(1, Day);
        Market = new ClockedMarketData(bars, Clock);
        broker = new SimulatedBroker(bars, Store, Clock, ExchangeCalendar.Nyse, new SimulatedBrokerOptions());
        book = new OrderBook(Store, broker.Account);
        Gates = new TradingGates(Store, broker.Account, journal, new LiveGate(Store, broker.Venue, DeskSettings.None));
        var kill = new KillSwitch(Store, Store, broker.Account, journal, alerts, Clock);
        var options = new DeskOptions { Limits = Wide };
        var rule = new TwoPersonRule(Store, broker.Account, new OperatorBook(Store), journal, Clock);
        var limits = new LimitsBook(Store, Store, broker.Account, options.Limits, rule, journal, alerts, Clock);
        Watchlist = new WatchlistStore(Store);
        var marks = new EquityBook(Store, broker.Account, new DayBooks(Store, broker.Account), ExchangeCalendar.Nyse, journal, Clock);
        var watch = new RiskWatch(marks, new RiskReset(marks, rule, journal, Clock), kill, limits);
        var risk = new RiskReader(watch, new SectorBook(new ScanReference(() => Sectors.Unknown, () => null)), new ReturnsBook(Market, ExchangeCalendar.Nyse));
        Cycle = new ExecutionCycle(
            broker, Market, book, new OrderGateway(broker, book, kill, Gates, limits, Store, journal, alerts, Clock), limits, kill, new LoopSwitch(Store, journal, Clock),
            new FreshnessGate(Watchlist, ExchangeCalendar.Nyse), risk, ExchangeCalendar.Nyse, options, Store, Store, journal, alerts, Clock, new ProcessName("bench"));
    }

    public static RiskLimits Wide { get; } = RiskLimits.Paper with
    {
        EntriesPerMinute = 1000, NewPositionsPerDay = 1000, OpenOrders = 1000, Positions = 1000, TotalExposure = 1e9m, SymbolExposure = 1e9m,
        SectorOfEquity = 1m, ValueAtRisk = 1m,
    };

    public BenchClock Clock { get; } = new() { Now = NewYork.At(Day, new LocalTime(10, 30)) };

    public FileStore Store { get; }

    public ClockedMarketData Market { get; }

    public TradingGates Gates { get; }

    public WatchlistStore Watchlist { get; }

    public ExecutionCycle Cycle { get; }

    /// <summary>Opens the gates and writes a watchlist of which the first <paramref name="confirmed"/> are far above their level and the others under it.</summary>
    public async Task OpenAsync(int candidates, int confirmed)
    {
        await Gates.SetDryRunAsync(on: false, "bench", "bench", default).ConfigureAwait(false);
        await Gates.ApproveAsync("bench", "bench", default).ConfigureAwait(false);
        var symbols = (await Market.SymbolsAsync(default).ConfigureAwait(false)).Take(candidates).ToArray();
        var quotes = await Market.QuotesAsync(symbols, default).ConfigureAwait(false);
        var rows = symbols.Select((symbol, i) => CandidateOf(symbol, quotes[symbol].Last.Value, i < confirmed)).ToArray();
        var before = ExchangeCalendar.Nyse.Previous(Day).Date;
        var counts = new GateCounts(rows.Length, 0, 0, 0, 0, 0, 0);
        var report = new ScanReport(Day, before, before, "scan-bench", new ScanCoverage(rows.Length, rows.Length, rows.Length, 0, 0, 0, 0), counts, true, false, rows, [], []);
        await Watchlist.WriteAsync(Day, WatchlistFiles.Of(report), default).ConfigureAwait(false);
    }

    public void Dispose()
    {
        broker.Dispose();
        book.Dispose();
        journal.Dispose();
        Store.Dispose();
        held.Dispose();
    }

    private static Candidate CandidateOf(Symbol symbol, decimal price, bool confirmed)
    {
        var labels = new LineLabels(Bias.Bullish, Bias.None, Bias.Bullish, 1);
        Price Of(decimal part) => new Price(price * part).ToTick();
        return new Candidate(
            symbol, TrendTier.A, Of(1), Of(confirmed ? 0.9m : 1.8m), 1, Of(0.8m), Of(1.2m), Of(1.3m), 20, Anchor.Gap, Day.PlusDays(-30), 0.01, 1,
            new SetupLabels(labels, labels, Extension.Moderate, GapReset.None, Bias.Bullish));
    }

    private sealed class Nobody : INotifier
    {
        public ValueTask NotifyAsync(Alert alert, CancellationToken cancellationToken) => ValueTask.CompletedTask;
    }
}

/// <summary>A clock that is moved by hand.</summary>
internal sealed class BenchClock : TimeProvider
{
    public Instant Now { get; set; }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => Now.ToDateTimeOffset();
}
