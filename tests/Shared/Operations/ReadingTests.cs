using NodaTime;
using Trading.Control;
using Trading.Execution;
using Trading.Market;
using Trading.Operations.Alerting;
using Trading.Operations.Readings;
using Trading.Orders;
using Trading.Reconciliation;
using Trading.Storage;
using Trading.Tests.Shared.Reconciliation;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Tests.Shared.Operations;

/// <summary>What the desk's own readings say, in and out of the session.</summary>
public sealed class ReadingTests : IDisposable
{
    private readonly Books books = new();

    public void Dispose() => books.Dispose();

    [Fact]
    [Trait("Bug", "C5.41")]
    public async Task A_broker_that_was_never_heard_is_silent_since_the_open_and_not_since_the_beginning_of_time()
    {
        books.Broker.Dead.Add("clock");
        var now = books.Clock.Now;
        books.Clock.Now = Books.At(9, 0);
        var source = new BrokerReadings(books.Positions, books.Broker, books.Clock);
        books.Clock.Now = now;
        Assert.Equal(1800m, await ValueAsync(source, "broker_silent_seconds"));
        await books.Positions.SaveAsync(new PositionsSnapshot(books.Clock.Now + Duration.FromSeconds(30), [], []), default);
        Assert.Equal(0m, await ValueAsync(source, "broker_silent_seconds"));
        await books.Positions.SaveAsync(new PositionsSnapshot(Books.At(15, 59, days: -3), [], []), default);
        Assert.Equal(1800m, await ValueAsync(source, "broker_silent_seconds"));
        books.Clock.Now = Books.At(16, 0);
        Assert.Equal(0m, await ValueAsync(source, "broker_silent_seconds"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(-60)]
    public async Task A_desk_that_is_started_in_the_session_begins_to_count_then(int? lastMinutes)
    {
        if (lastMinutes is { } minutes)
        {
            await books.Positions.SaveAsync(new PositionsSnapshot(books.Clock.Now + Duration.FromMinutes(minutes), [], []), default);
        }

        var source = new BrokerReadings(books.Positions, books.Broker, books.Clock);
        Assert.Equal(0m, (await source.ReadAsync(default))[0].Value);
        books.Broker.Dead.Add("clock");
        books.Clock.Advance(Duration.FromMinutes(6));
        Assert.Equal(360m, (await source.ReadAsync(default))[0].Value);
        await books.Positions.SaveAsync(new PositionsSnapshot(books.Clock.Now, [], []), default);
        Assert.Equal(0m, (await source.ReadAsync(default))[0].Value);
    }

    [Fact]
    public async Task A_reconcile_that_does_not_run_is_not_a_broker_that_is_down()
    {
        var source = new BrokerReadings(books.Positions, books.Broker, books.Clock);
        books.Clock.Advance(Duration.FromMinutes(3));
        Assert.Equal(180m, (await source.ReadAsync(default))[0].Value);
        Assert.Empty(books.Broker.Calls);
        books.Clock.Advance(Duration.FromMinutes(60));
        Assert.Equal(0m, (await source.ReadAsync(default))[0].Value);
        books.Broker.Dead.Add("clock");
        Assert.Equal(3780m, (await source.ReadAsync(default))[0].Value);
    }

    [Fact]
    public async Task A_difference_ages_from_when_it_was_first_seen_and_counts_when_it_is_confirmed()
    {
        var since = Books.At(9, 54);
        PositionDifference[] differences =
            [new(Symbol.Parse("AIG"), DifferenceClass.Quantity, 10, 8, since, 2), new(Symbol.Parse("MSFT"), DifferenceClass.Ghost, 0, 5, since, 1)];
        await books.Positions.SaveAsync(new PositionsSnapshot(books.Clock.Now, [], differences), default);
        var readings = await new BrokerReadings(books.Positions, books.Broker, books.Clock).ReadAsync(default);
        Assert.Equal(["AIG:Quantity 360", "MSFT:Ghost 0"], readings.Where(reading => reading.Metric == "difference_age_seconds").Select(reading => $"{reading.Subject} {reading.Value}"));
    }

    [Theory]
    [Trait("Bug", "C5.41")]
    [InlineData(10, 0, -40, 40)]
    [InlineData(10, 0, 30, 0)]
    [InlineData(10, 0, -86400, 1800)]
    [InlineData(9, 30, -86400, 0)]
    [InlineData(9, 29, -86400, 0)]
    [InlineData(16, 0, -600, 0)]
    public async Task A_heartbeat_ages_within_the_session(int hour, int minute, int seconds, int age)
    {
        books.Clock.Now = Books.At(hour, minute);
        var loop = new LoopSwitch(books.Store, books.Journal, books.Clock);
        var beat = new ExecutionHeartbeat(books.Clock.Now + Duration.FromSeconds(seconds), Books.Monday, "execution-2013-10-07", 7, "off", null, 0, 0);
        await new RecordTable<ExecutionHeartbeat>(books.Store, ExecutionHeartbeat.Table).PutAsync(ExecutionHeartbeat.Partition, ExecutionHeartbeat.Row, beat, default);
        var reading = new HeartbeatReading(books.Store, loop, books.Clock);
        Assert.Equal(age, await ValueAsync(reading, "heartbeat_age_seconds"));
        await loop.SetAsync(LoopMode.Stopped, "me", "lunch", default);
        Assert.Equal(0m, await ValueAsync(reading, "heartbeat_age_seconds"));
    }

    [Fact]
    public async Task A_gate_that_is_shut_counts_from_the_open_of_the_session()
    {
        var reading = new GateReading(new FreshnessGate(new WatchlistStore(books.Store), ExchangeCalendar.Nyse), books.Clock);
        books.Clock.Now = Books.At(9, 0);
        Assert.Equal(0m, await ValueAsync(reading, "gate_shut_seconds"));
        books.Clock.Now = Books.At(9, 46);
        Assert.Equal(960m, await ValueAsync(reading, "gate_shut_seconds"));
        books.Clock.Now = Books.At(12, 0, days: 5);
        Assert.Equal(0m, await ValueAsync(reading, "gate_shut_seconds"));
    }

    [Fact]
    [Trait("Bug", "A8.NoEventsProcessed")]
    public async Task A_journal_that_stands_still_is_a_matter_of_the_session_alone()
    {
        var reading = new JournalReading(books.Journal, books.Clock);
        Assert.Equal(0m, await ValueAsync(reading, "journal_silent_seconds"));
        books.Clock.Advance(Duration.FromMinutes(6));
        Assert.Equal(360m, await ValueAsync(reading, "journal_silent_seconds"));
        await books.Journal.AppendAsync("note", "x", new { }, default);
        books.Clock.Advance(Duration.FromMinutes(2));
        Assert.Equal(0m, await ValueAsync(reading, "journal_silent_seconds"));
        books.Clock.Now = Books.At(23, 0);
        Assert.Equal(0m, await ValueAsync(reading, "journal_silent_seconds"));
        books.Clock.Now = Books.At(9, 31, days: 1);
        Assert.Equal(60m, await ValueAsync(reading, "journal_silent_seconds"));
    }

    [Fact]
    public async Task An_order_whose_fate_is_unknown_is_named_with_its_age()
    {
        var order = await books.OrderAsync("20131007-swing-AIG-buy-1", OrderState.Unknown);
        await books.Book.ChangeAsync(order.Id, row => row with { SentAt = books.Clock.Now - Duration.FromSeconds(125) }, default);
        var reading = Assert.Single(await new OrderReadings(books.Book, books.Clock).ReadAsync(default));
        Assert.Equal(("order_unknown_seconds", 125m, order.Id), (reading.Metric, reading.Value, reading.Subject));
    }

    [Fact]
    [Trait("Bug", "A8.KillSwitchActive")]
    public async Task The_kill_switch_is_a_metric_and_unknown_while_it_cannot_be_read()
    {
        var reading = new KillReading(books.Kill);
        Assert.Equal(0m, await ValueAsync(reading, "kill_mode"));
        await books.Kill.EscalateAsync(KillMode.HaltAll, "http", "jane", "test", default);
        Assert.Equal(2m, await ValueAsync(reading, "kill_mode"));
        books.Store.Fails = _ => true;
        Assert.Null(await ValueAsync(reading, "kill_mode"));
    }

    [Fact]
    public async Task Failed_runs_are_counted_over_half_an_hour()
    {
        var ledger = new RunLedger(books.Store, books.Clock);
        var reading = new JobFailureReading(new AlertBook(books.Store), ledger, books.Clock);
        Assert.Equal(0m, await ValueAsync(reading, "job_failure_rate"));
        await books.Alerts.RaiseAsync("job-failed", Trading.Operations.AlertSeverity.Warning, "Reconcile", "it failed", default);
        for (var i = 0; i < 10; i++)
        {
            var claim = await ledger.ClaimAsync(Jobs.Reconcile, Books.Monday, Jobs.Reconcile.Slots.SlotAt(null, books.Clock.Now), default);
            await (i < 3 ? ledger.FailAsync(claim, "no", default) : ledger.CompleteAsync(claim, "yes", default));
            books.Clock.Advance(Duration.FromMinutes(1));
        }

        Assert.Equal(0.3m, await ValueAsync(reading, "job_failure_rate"));
        books.Clock.Advance(Duration.FromMinutes(23));
        Assert.Equal(0m, await ValueAsync(reading, "job_failure_rate"));
    }

    [Fact]
    public async Task Refusals_count_when_something_could_not_be_read()
    {
        var reading = new RefusalReading(books.Clock);
        reading.Note(Cycle(("max_positions", 50)));
        reading.Note(Cycle(("gates_unreadable", 9)));
        Assert.Empty(await reading.ReadAsync(default));
        reading.Note(Cycle(("positions_unknown", 1)));
        Assert.Equal(1m, await ValueAsync(reading, "refusal_rate"));
        books.Clock.Advance(Duration.FromMinutes(10));
        Assert.Empty(await reading.ReadAsync(default));
    }

    private static CycleReport Cycle(params (string Code, int Count)[] blocks) =>
        new(1, "off", null, 1, 1, [], blocks.ToDictionary(block => block.Code, block => block.Count), []);

    private static async Task<decimal?> ValueAsync(IReadingSource source, string metric) => Assert.Single(await source.ReadAsync(default), reading => reading.Metric == metric).Value;
}
