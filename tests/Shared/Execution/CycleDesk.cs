using System.Text;
using NodaTime;
using Trading.Control;
using Trading.Execution;
using Trading.Market;
using Trading.Orders;
using Trading.Scanning;
using Trading.Storage;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Tests.Shared.Execution;

/// <summary>A desk with a market and a watchlist around the execution cycle; 10:30 on 7 October 2013, AIG at 50 above its level of 49, stop 48, targets 51 and 52.</summary>
internal sealed class CycleDesk : IDisposable
{
    private readonly DeskOptions options;
    private int number;

    public CycleDesk(DeskOptions? options = null, MemoryStore? store = null, FakeBroker? broker = null, ManualClock? clock = null, FakeMarket? market = null, string process = "one")
    {
        this.options = options ?? new DeskOptions();
        Desk = new Desk(this.options.Limits, store: store, broker: broker, clock: clock);
        Market = market ?? new FakeMarket(Desk.Clock);
        Loop = new LoopSwitch(Desk.Store, Desk.Journal, Desk.Clock);
        Risk = new RiskParts(Desk.Store, Broker.Account, Desk.Kill, Desk.LimitsBook, Market, Desk.Journal, Desk.Clock);
        Cycle = new ExecutionCycle(
            Desk.Broker, Market, Desk.Book, Desk.Gateway, Desk.LimitsBook, Desk.Kill, Loop, new FreshnessGate(new WatchlistStore(Desk.Store), ExchangeCalendar.Nyse), Risk.Reader, ExchangeCalendar.Nyse,
            this.options, Desk.Store, Desk.Store, Desk.Journal, Desk.Alerts, Desk.Clock, new ProcessName(process));
    }

    public Desk Desk { get; }

    public FakeBroker Broker => Desk.Broker;

    public OrderBookView Book => Desk.Book.View;

    public FakeMarket Market { get; }

    public LoopSwitch Loop { get; }

    public RiskParts Risk { get; }

    public ExecutionCycle Cycle { get; }

    public static async Task<CycleDesk> OpenAsync(DeskOptions? options = null, params Candidate[] candidates)
    {
        var desk = new CycleDesk(options);
        await desk.Desk.TradeAsync();
        await desk.WatchAsync(Desk.Date, candidates.Length == 0 ? [Candidate()] : candidates);
        return desk;
    }

    /// <summary>The same store, broker, clock and market under a new process.</summary>
    public CycleDesk Restart() => new(options, Desk.Store, Broker, Desk.Clock, Market);

    /// <summary>Another process on the same store and account.</summary>
    public CycleDesk Beside() => new(options, Desk.Store, Broker, Desk.Clock, Market, "two");

    public static Candidate Candidate(string symbol = "AIG", decimal price = 50m, decimal level = 49m, decimal stop = 48m, decimal first = 51m, decimal second = 52m, string? strategy = null) =>
        new(Symbol.Parse(symbol), TrendTier.A, new Price(price), new Price(level), 2.04, new Price(stop), new Price(first), new Price(second), 20, Anchor.Gap, new LocalDate(2013, 9, 16), 0.01, 1,
            new SetupLabels(new LineLabels(Bias.Bullish, Bias.None, Bias.Bullish, 1), new LineLabels(Bias.Bullish, Bias.None, Bias.Bullish, 1), Extension.Moderate, GapReset.None, Bias.Bullish))
        { StrategyId = strategy };

    /// <summary>Writes a fresh watchlist for a date and gives each candidate its price.</summary>
    public async Task WatchAsync(LocalDate date, params Candidate[] candidates)
    {
        foreach (var candidate in candidates)
        {
            Market.Prices.TryAdd(candidate.Symbol, candidate.Price.Value);
        }

        var before = ExchangeCalendar.Nyse.Previous(date).Date;
        var report = new ScanReport(
            date, before, before, $"scan-{date:uuuu-MM-dd}", new ScanCoverage(candidates.Length, candidates.Length, candidates.Length, 0, 0, 0, 0),
            new GateCounts(candidates.Length, 0, 0, 0, 0, 0, 0), true, false, candidates, [], []);
        await new WatchlistStore(Desk.Store).WriteAsync(date, WatchlistFiles.Of(report), default);
    }

    public Task<CycleReport> RunAsync() => Cycle.RunAsync(new CycleInput(NewYork.DateOf(Desk.Clock.Now), "execution-test", ++number), default);

    /// <summary>Moves the clock to a New York time of a date and runs a cycle there.</summary>
    public Task<CycleReport> RunAtAsync(int hour, int minute, LocalDate? date = null)
    {
        Desk.Clock.Now = NewYork.At(date ?? Desk.Date, new LocalTime(hour, minute));
        return RunAsync();
    }

    /// <summary>Enters AIG in one cycle and lets the broker fill both brackets.</summary>
    public async Task HoldAsync(decimal price = 50m)
    {
        await RunAsync();
        foreach (var order in Broker.All.Where(order => order.ParentId is null && order.Side == OrderSide.Buy).ToList())
        {
            Broker.Fill(order, order.Quantity.Value, price);
        }
    }

    public async Task<List<string>> DecisionsAsync()
    {
        var blob = await ((IBlobs)Desk.Store).ReadAsync("decisions", "2013-10-07.jsonl", default);
        return blob is null ? [] : [.. Encoding.UTF8.GetString(blob.Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries)];
    }

    public void Dispose() => Desk.Dispose();
}
