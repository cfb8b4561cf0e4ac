using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Embedded.Broker;
using Trading.Embedded.Market;
using Trading.Execution;
using Trading.Journal;
using Trading.Operations;
using Trading.Orders;
using Trading.Risk;
using Trading.Scanning;
using Trading.Storage;
using Trading.Tests.Shared.Execution;
using Trading.Tests.Support;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Tests.Simulation;

/// <summary>The execution cycle, once a minute, on the simulated broker behind a bad line, over a store that stops answering in the middle of cycles.</summary>
internal sealed class Storm : IDisposable
{
    private const int CalmEnough = 4;
    private readonly Random random;
    private readonly StormBars bars;
    private readonly ManualClock clock = new(NewYork.At(new LocalDate(2013, 10, 7), new LocalTime(9, 0)));
    private readonly MemoryStore store;
    private readonly SimulatedBroker broker;
    private readonly UnclearBroker line;
    private readonly StormChecks checks = new();
    private JournalWriter journal;
    private TradingGates gates;
    private OrderBook book;
    private ExecutionCycle cycle;
    private int calm;

    public Storm(int seed)
    {
        (random, bars, store) = (new Random(seed), new StormBars(seed), new MemoryStore(clock));
        broker = new SimulatedBroker(bars, new MemoryStore(clock), clock, ExchangeCalendar.Nyse, new SimulatedBrokerOptions());
        line = new UnclearBroker(broker);
        (journal, gates, book, cycle) = Start();
    }

    public IReadOnlyList<string> Findings => checks.Findings;

    public int Entries => book.View.Entries.Length;

    public int Restarts { get; private set; }

    public async Task RunAsync(int days)
    {
        await gates.SetDryRunAsync(false, "test", "trade", default);
        await gates.ApproveAsync("test", "trade", default);
        var session = ExchangeCalendar.Nyse.SessionOn(new LocalDate(2013, 10, 7))!;
        for (var day = 0; day < days; day++, session = ExchangeCalendar.Nyse.Next(session.Date))
        {
            clock.Now = session.Open - Duration.FromMinutes(30);
            await WatchAsync(session.Date);
            for (var now = session.Open; now < session.Close; now += Duration.FromMinutes(1))
            {
                clock.Now = now;
                await StepAsync(session);
            }
        }
    }

    public void Dispose()
    {
        journal.Dispose();
        book.Dispose();
        broker.Dispose();
    }

    private async Task StepAsync(Session session)
    {
        await CancelByHandAsync();
        var survived = await RunThroughAsync(random.Next(100), session);
        calm = survived ? calm + 1 : 0;
        if (calm >= CalmEnough)
        {
            checks.Look(book.View, await broker.PositionsAsync(default), session, clock.Now);
        }
    }

    private async Task<bool> RunThroughAsync(int dice, Session session)
    {
        line.Writes = dice < 12 ? Cut.After : dice < 22 ? Cut.Before : dice < 26 ? Cut.Refused : Cut.Never;
        line.ReadsFail = dice is >= 26 and < 30;
        var left = dice is >= 30 and < 45 ? random.Next(1, 60) : int.MaxValue;
        store.Fails = _ => left-- <= 0;
        try
        {
            await cycle.RunAsync(new CycleInput(session.Date, "storm", 1), default);
            return dice >= 30 && left > 0;
        }
        catch (StorageException)
        {
            journal.Dispose();
            book.Dispose();
            (journal, gates, book, cycle) = Start();
            Restarts++;
            return false;
        }
        finally
        {
            store.Fails = null;
        }
    }

    private async Task CancelByHandAsync()
    {
        if (random.Next(120) == 0)
        {
            var working = (await broker.OrdersAsync(clock.Now(), default)).SelectMany(order => order.Legs.Append(order))
                .Where(order => order.Status is BrokerOrderStatus.New or BrokerOrderStatus.PartiallyFilled).ToList();
            if (working.Count > 0)
            {
                await broker.CancelAsync(working[random.Next(working.Count)].Id, default);
            }
        }
    }

    private (JournalWriter Journal, TradingGates Gates, OrderBook Book, ExecutionCycle Cycle) Start()
    {
        var (nextJournal, nextBook) = (new JournalWriter(store, clock), new OrderBook(store, line.Account));
        var alerts = new Alerts(store, nextJournal, new SilentNotifier(), clock);
        var kill = new KillSwitch(store, store, line.Account, nextJournal, alerts, clock);
        var nextGates = PaperGates.Of(store, nextJournal, line.Account);
        var options = new DeskOptions { Limits = RiskLimits.Paper with { CooldownSeconds = 120, NewPositionsPerDay = 30, EntriesPerSymbolPerDay = 10 } };
        var limits = LimitsBooks.Of(store, line.Account, options.Limits, nextJournal, alerts, clock);
        var gateway = new OrderGateway(line, nextBook, kill, nextGates, limits, store, nextJournal, alerts, clock);
        var loop = new LoopSwitch(store, nextJournal, clock);
        var fresh = new FreshnessGate(new WatchlistStore(store), ExchangeCalendar.Nyse);
        var market = new ClockedMarketData(bars, clock);
        return (nextJournal, nextGates, nextBook, new ExecutionCycle(
            line, market, nextBook, gateway, limits, kill, loop, fresh, new RiskParts(store, line.Account, kill, limits, market, nextJournal, clock).Reader, ExchangeCalendar.Nyse, options,
            store, store, nextJournal, alerts, clock, new ProcessName("storm")));
    }

    private async Task WatchAsync(LocalDate date)
    {
        var candidates = bars.Symbols.Select(symbol =>
        {
            var open = bars.Minutes(symbol, date)[0].Open;
            return CycleDesk.Candidate(symbol.ToString(), open, Cents(open * 0.995m), Cents(open * 0.985m), Cents(open * 1.01m), Cents(open * 1.025m));
        }).ToArray();
        var before = ExchangeCalendar.Nyse.Previous(date).Date;
        var all = candidates.Length;
        var report = new ScanReport(
            date, before, before, $"scan-{date:uuuu-MM-dd}", new ScanCoverage(all, all, all, 0, 0, 0, 0), new GateCounts(all, 0, 0, 0, 0, 0, 0), true, false, candidates, [], []);
        await new WatchlistStore(store).WriteAsync(date, WatchlistFiles.Of(report), default);
    }

    private static decimal Cents(decimal dollars) => decimal.Round(dollars, 2);
}
