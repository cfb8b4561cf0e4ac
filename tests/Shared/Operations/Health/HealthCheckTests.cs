using System.Text;
using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Execution;
using Trading.Market;
using Trading.Operations.Health;
using Trading.Orders;
using Trading.Storage;
using Trading.Tests.Shared.Reconciliation;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Operations.Health;

public sealed class HealthCheckTests : IDisposable
{
    private static readonly LoopStatus Running = new("execution-2013-10-07", 1, null);
    private readonly Books books = new();

    public void Dispose() => books.Dispose();

    [Fact]
    public async Task One_that_throws_is_unhealthy_alerted_once_a_day_and_hides_no_other()
    {
        var checks = new HealthChecks([new Fixed("a", HealthStatus.Healthy), new Throwing(), new Fixed("c", HealthStatus.Degraded)], books.Alerts, books.Clock);
        var report = await checks.RunAsync(Running, default);
        await checks.RunAsync(Running, default);
        Assert.Equal("unhealthy", report.Status);
        Assert.Equal(["a", "b", "c"], report.Checks.Select(check => check.Name));
        Assert.Equal(["b: could not be checked: broke", "c: Degraded"], report.Reasons);
        Assert.Equal("unhealthy", Assert.Single(books.Notifier.Told).Code);
        Assert.Equal(["b", "c"], report.WithoutReasons().Reasons);
        Assert.All(report.WithoutReasons().Checks, check => Assert.Empty(check.Sentence));
        Assert.Equal("degraded", (await new HealthChecks([new Fixed("c", HealthStatus.Degraded)], books.Alerts, books.Clock).RunAsync(Running, default)).Status);
        Assert.Equal("unhealthy", (await new HealthChecks([], books.Alerts, books.Clock).RunAsync(Running, default)).Status);
    }

    [Fact]
    public async Task A_dead_store_does_not_keep_the_report_from_coming_out()
    {
        books.Store.Fails = _ => true;
        var report = await new HealthChecks([new StoreCheck(books.Store, books.Store)], books.Alerts, books.Clock).RunAsync(Running, default);
        Assert.Equal("unhealthy", report.Status);
        Assert.Equal(["store", "alerts"], report.Checks.Select(check => check.Name));
    }

    [Fact]
    public async Task The_store_is_written_and_read() => Assert.Equal(HealthStatus.Healthy, await LookAsync(new StoreCheck(books.Store, books.Store)));

    [Theory]
    [InlineData(1, HealthStatus.Healthy)]
    [InlineData(-300, HealthStatus.Unhealthy)]
    public async Task What_another_look_wrote_in_between_is_no_fault_but_what_was_there_before_is(int seconds, HealthStatus expected)
    {
        var other = Encoding.UTF8.GetBytes($"{{\"at\":\"{books.Clock.Now + Duration.FromSeconds(seconds):uuuu-MM-dd'T'HH:mm:ss'Z'}\"}}");
        var calls = 0;
        books.Store.Fails = key =>
        {
            // The first call for the blob writes it, the second one reads it.
            if (key == "health/probe" && ++calls == 2)
            {
                _ = ((IBlobs)books.Store).PutAsync("health", "probe", other, default).AsTask();
            }

            return false;
        };
        Assert.Equal(expected, await LookAsync(new StoreCheck(books.Store, books.Store)));
    }

    [Theory]
    [Trait("Bug", "C5.41")]
    [InlineData(60, 0, HealthStatus.Healthy)]
    [InlineData(60, 1, HealthStatus.Degraded)]
    [InlineData(121, 0, HealthStatus.Degraded)]
    [InlineData(301, 0, HealthStatus.Unhealthy)]
    [InlineData(-30, 0, HealthStatus.Healthy)]
    public async Task A_heartbeat_ages(int seconds, int errors, HealthStatus expected)
    {
        await BeatAsync(books.Clock.Now - Duration.FromSeconds(seconds), Books.Monday, errors);
        Assert.Equal(expected, await LookAsync(new HeartbeatCheck(books.Store, Loop)));
    }

    [Fact]
    public async Task A_heartbeat_is_asked_for_only_in_the_session_and_must_be_todays()
    {
        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(new HeartbeatCheck(books.Store, Loop)));
        await BeatAsync(books.Clock.Now, Books.Monday.PlusDays(-3), 0);
        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(new HeartbeatCheck(books.Store, Loop)));
        await Loop.SetAsync(LoopMode.Stopped, "me", "lunch", default);
        Assert.Equal(HealthStatus.Degraded, await LookAsync(new HeartbeatCheck(books.Store, Loop)));
        books.Clock.Now = Books.At(16, 0);
        Assert.Equal(HealthStatus.Healthy, await LookAsync(new HeartbeatCheck(books.Store, Loop)));
        books.Clock.Now = Books.At(9, 32);
        Assert.Equal(HealthStatus.Healthy, await LookAsync(new HeartbeatCheck(books.Store, Loop)));
    }

    [Fact]
    public async Task Jobs_are_on_time_or_not()
    {
        var ledger = new RunLedger(books.Store, books.Clock);
        var check = new JobsCheck(ledger, books.Days);
        Assert.Equal(HealthStatus.Degraded, await LookAsync(check));
        await DoAsync(ledger, Jobs.Scan, "day");
        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(check));
        await DoAsync(ledger, Jobs.Reconcile, "2013-10-07T13:58Z");
        Assert.Equal(HealthStatus.Healthy, await LookAsync(check));
        books.Clock.Now = Books.At(10, 2);
        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(check));
        books.Clock.Now = Books.At(17, 0);
        Assert.Equal(HealthStatus.Healthy, await LookAsync(check));
        await books.Days.OpenAsync(new OpeningBalance(books.Clock.Now, Books.Monday, 1m, [], new Dictionary<Symbol, decimal>()), default);
        Assert.Equal(HealthStatus.Degraded, await LookAsync(check));
        books.Clock.Now = Books.At(20, 0);
        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(check));
        await DoAsync(ledger, Jobs.EndOfDay, "day");
        Assert.Equal(HealthStatus.Healthy, await LookAsync(check));
        books.Clock.Now = Books.At(12, 0, days: 5);
        Assert.Equal(HealthStatus.Healthy, await LookAsync(check));
    }

    [Fact]
    public async Task The_journal_grows_while_the_market_is_open_and_never_shrinks()
    {
        var check = new JournalCheckup(books.Journal, books.Store);
        await books.Journal.AppendAsync("note", "x", new { }, default);
        Assert.Equal(HealthStatus.Healthy, await LookAsync(check));
        books.Clock.Advance(Duration.FromMinutes(10));
        Assert.Equal(HealthStatus.Degraded, await LookAsync(check));
        await books.Journal.AppendAsync("note", "x", new { }, default);
        Assert.Equal(HealthStatus.Healthy, await LookAsync(check));
        await ((IBlobs)books.Store).DeleteAsync("journal", "2013-10-07.jsonl", default);
        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(check));
    }

    [Theory]
    [InlineData(0, null, HealthStatus.Unhealthy)]
    [InlineData(1, null, HealthStatus.Healthy)]
    [InlineData(2, null, HealthStatus.Unhealthy)]
    [InlineData(1, "the client timed out", HealthStatus.Unhealthy)]
    public async Task Exactly_one_loop_runs(int count, string? problem, HealthStatus expected) =>
        Assert.Equal(expected, await LookAsync(new LoopCheck(Loop), new LoopStatus(count == 0 ? null : "execution-2013-10-07", count, problem)));

    [Fact]
    public async Task The_kill_switch_degrades()
    {
        var check = new GatesCheck(books.Kill, PaperGates.Of(books.Store, books.Journal));
        Assert.Equal(HealthStatus.Healthy, await LookAsync(check));
        await books.Kill.EscalateAsync(KillMode.CloseOnly, "test", "me", "because", default);
        Assert.Equal(HealthStatus.Degraded, await LookAsync(check));
    }

    [Fact]
    public async Task Positions_agree_were_compared_lately_or_not()
    {
        var check = new PositionParityCheck(books.Positions, books.Book);
        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(check));
        await books.OrderAsync("20131007-swing-AIG-buy-1", brokerId: "b1");
        books.Broker.Put("b1", "20131007-swing-AIG-buy-1", books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now);
        await books.RunAsync();
        Assert.Equal(HealthStatus.Healthy, await LookAsync(check));
        books.Clock.Advance(Duration.FromMinutes(6));
        Assert.Equal(HealthStatus.Degraded, await LookAsync(check));
        books.Broker.Hold("AIG", -10, 50);
        await books.RunAsync();
        Assert.Equal(HealthStatus.Unhealthy, await LookAsync(check));
    }

    [Fact]
    public async Task The_order_book_must_leave_what_the_executions_leave()
    {
        await books.OrderAsync("20131007-swing-AIG-buy-1", brokerId: "b1");
        books.Broker.Put("b1", "20131007-swing-AIG-buy-1", books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now);
        await books.RunAsync();
        await books.Book.ChangeAsync("20131007-swing-AIG-buy-1", order => order with { Filled = new Quantity(9m) }, default);
        books.Clock.Advance(Duration.FromMinutes(3));
        await books.RunAsync();
        await books.Book.ChangeAsync("20131007-swing-AIG-buy-1", order => order with { Filled = new Quantity(9m), UpdatedAt = Books.At(9, 50) }, default);
        books.Broker.Orders.Clear();
        Assert.Equal(HealthStatus.Degraded, await LookAsync(new PositionParityCheck(books.Positions, books.Book)));
    }

    [Theory]
    [Trait("Bug", "C5.37")]
    [InlineData("10:00", true, "16:00", null)]
    [InlineData("10:00", false, "16:00", "the broker says closed")]
    [InlineData("16:00", true, "16:00", null)]
    [InlineData("16:02", true, "16:00", "the broker says open")]
    [InlineData("10:00", true, "13:00", "the broker closes at")]
    public void The_brokers_clock_agrees_with_the_calendar(string time, bool open, string close, string? fault)
    {
        var pattern = NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm");
        var theirs = new MarketClock(open, Books.At(9, 30, 1), NewYork.At(Books.Monday, pattern.Parse(close).Value));
        var found = ClockCheck.Compare(theirs, NewYork.At(Books.Monday, pattern.Parse(time).Value));
        Assert.True(fault is null ? found is null : found?.StartsWith(fault, StringComparison.Ordinal) == true, found);
    }

    [Theory]
    [InlineData(1, HealthStatus.Healthy)]
    [InlineData(6, HealthStatus.Degraded)]
    [InlineData(null, HealthStatus.Degraded)]
    public async Task The_benchmarks_price_is_current(int? minutes, HealthStatus expected)
    {
        var symbol = Symbol.Parse("SPY");
        var market = new Quotes(minutes is { } age ? new Quote(symbol, new Price(168m), books.Clock.Now - Duration.FromMinutes(age)) : null);
        Assert.Equal(expected, await LookAsync(new FeedCheck(market, symbol)));
    }

    private LoopSwitch Loop => new(books.Store, books.Journal, books.Clock);

    private async Task<HealthStatus> LookAsync(IHealthCheck check, LoopStatus? loop = null)
    {
        var date = NewYork.DateOf(books.Clock.Now);
        return (await check.LookAsync(new HealthRound(books.Clock.Now, date, ExchangeCalendar.Nyse.SessionOn(date), loop ?? Running), default)).Status;
    }

    private async Task BeatAsync(Instant at, LocalDate date, int errors) => await new RecordTable<ExecutionHeartbeat>(books.Store, ExecutionHeartbeat.Table)
        .PutAsync(ExecutionHeartbeat.Partition, ExecutionHeartbeat.Row, new ExecutionHeartbeat(at, date, "execution-2013-10-07", 7, "off", null, 0, errors), default);

    private static async Task DoAsync(RunLedger ledger, Job job, string slot) =>
        Assert.True(await ledger.CompleteAsync(await ledger.ClaimAsync(job, Books.Monday, slot, default), "done", default));

    private sealed class Fixed(string name, HealthStatus status) : IHealthCheck
    {
        public string Name => name;

        public ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken) => ValueTask.FromResult(new CheckResult(name, status, status.ToString()));
    }

    private sealed class Throwing : IHealthCheck
    {
        public string Name => "b";

        public ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken) => throw new InvalidOperationException("broke");
    }

    private sealed class Quotes(Quote? quote) : IMarketData
    {
        public ValueTask<IReadOnlyDictionary<Symbol, Quote>> QuotesAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellationToken) =>
            ValueTask.FromResult<IReadOnlyDictionary<Symbol, Quote>>(quote is { } known ? new Dictionary<Symbol, Quote> { [known.Symbol] = known } : []);

        public ValueTask<IReadOnlyList<Symbol>> SymbolsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<BarSeries?> DailyAsync(Symbol symbol, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>> MinutesAsync(IReadOnlyCollection<Symbol> symbols, LocalDate date, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
