using NodaTime;
using Trading.Control;
using Trading.Operations.Health;
using Trading.Operations.Watchdogs;
using Trading.Tests.Shared.Reconciliation;
using Trading.Time;

namespace Trading.Tests.Shared.Operations.Watchdogs;

public sealed class WatchdogTests
{
    private static readonly LoopStatus None = new(null, 0, null);
    private readonly List<WatchdogStart> started = [];

    [Theory]
    [InlineData("09:00", "Scan Loop")]
    [InlineData("09:24", "Scan Loop")]
    [InlineData("09:25", "Loop")]
    [InlineData("08:59", "")]
    [InlineData("15:29", "Loop")]
    [InlineData("15:30", "")]
    [InlineData("16:30", "")]
    [InlineData("16:40", "EndOfDay")]
    [InlineData("19:59", "EndOfDay")]
    [InlineData("20:00", "")]
    public void Each_is_started_in_its_time(string time, string expected) => Assert.Equal(expected, Decide(new LocalDate(2013, 10, 7), time));

    [Theory]
    [InlineData("12:29", "Loop")]
    [InlineData("12:30", "")]
    [InlineData("13:40", "EndOfDay")]
    public void An_early_close_counts(string time, string expected) => Assert.Equal(expected, Decide(new LocalDate(2013, 11, 29), time));

    [Theory]
    [InlineData("2013-11-28")]
    [InlineData("2013-10-05")]
    public void Nothing_is_started_on_a_day_without_a_session(string date)
    {
        for (var hour = 0; hour < 24; hour++)
        {
            Assert.Equal("", Decide(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value, $"{hour:00}:15"));
        }
    }

    [Fact]
    public void What_an_operator_stopped_is_never_started()
    {
        var session = ExchangeCalendar.Nyse.SessionOn(Books.Monday)!;
        var facts = new WatchdogFacts(Books.At(9, 0), session, ScanDealtWith: false, LoopDealtWith: false, LoopMode.Stopped, EndOfDayDealtWith: false);
        Assert.Equal([WatchdogStart.Scan], WatchdogPolicy.Decide(facts));
        Assert.Equal([WatchdogStart.Scan, WatchdogStart.Loop], WatchdogPolicy.Decide(facts with { LoopMode = LoopMode.Paused }));
        Assert.Equal([WatchdogStart.Loop], WatchdogPolicy.Decide(facts with { ScanDealtWith = true, LoopMode = LoopMode.Running }));
    }

    [Fact]
    public async Task A_fourth_start_within_an_hour_stops_new_risk_and_calls_a_person_also_after_a_restart()
    {
        using var books = new Books();
        books.Clock.Now = Books.At(11, 0);
        for (var i = 0; i < 3; i++)
        {
            await RunAsync(books, None);
            books.Clock.Advance(Duration.FromMinutes(15));
        }

        Assert.Equal(3, started.Count);
        Assert.Equal(KillMode.Off, (await books.Kill.ReadAsync(default)).Mode);
        books.Build();
        await RunAsync(books, None);
        Assert.Equal(3, started.Count);
        Assert.Equal(KillMode.CloseOnly, (await books.Kill.ReadAsync(default)).Mode);
        Assert.Contains(books.Notifier.Told, alert => alert.Code == "watchdog-gave-up");
        books.Clock.Advance(Duration.FromMinutes(15));
        await RunAsync(books, None);
        Assert.Equal(4, started.Count);
    }

    [Fact]
    public async Task What_is_done_runs_or_is_disabled_is_left_alone()
    {
        using var books = new Books();
        books.Clock.Now = Books.At(9, 0);
        var ledger = new RunLedger(books.Store, books.Clock);
        var claim = await ledger.ClaimAsync(Jobs.Scan, Books.Monday, "day", default);
        Assert.Equal("nothing was missing", await RunAsync(books, new LoopStatus("execution-2013-10-07", 1, null)));
        await ledger.FailAsync(claim, "broke", default);
        Assert.Equal("started Scan", await RunAsync(books, new LoopStatus(null, 0, "the host cannot tell")));
        await ledger.CompleteAsync(await ledger.ClaimAsync(Jobs.Scan, Books.Monday, "day", default), "done", default);
        var switches = new Trading.Storage.RecordTable<JobSwitch>(books.Store, RunLedger.SwitchTable);
        await switches.PutAsync(RunLedger.SwitchPartition, Jobs.ExecutionRestart.Name, new JobSwitch(Enabled: false, "me", "maintenance", books.Clock.Now), default);
        Assert.Equal("nothing was missing", await RunAsync(books, None));
    }

    [Fact]
    public async Task A_start_that_fails_is_reported_and_the_others_are_tried()
    {
        using var books = new Books();
        books.Clock.Now = Books.At(9, 0);
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() => WatchdogOf(books).RunAsync(
            None,
            (what, _) =>
            {
                started.Add(what);
                return what == WatchdogStart.Scan ? throw new IOException("no disk") : Task.CompletedTask;
            },
            "watchdog",
            default));
        Assert.Equal([WatchdogStart.Scan, WatchdogStart.Loop], started);
        Assert.Contains("no disk", fault.Message, StringComparison.Ordinal);
        Assert.Equal(2, (await books.EventsAsync("watchdog-started")).Count);
    }

    private static string Decide(LocalDate date, string time)
    {
        var now = NewYork.At(date, NodaTime.Text.LocalTimePattern.CreateWithInvariantCulture("HH:mm").Parse(time).Value);
        var facts = new WatchdogFacts(now, ExchangeCalendar.Nyse.SessionOn(date), ScanDealtWith: false, LoopDealtWith: false, LoopMode.Running, EndOfDayDealtWith: false);
        return string.Join(' ', WatchdogPolicy.Decide(facts));
    }

    private static Watchdog WatchdogOf(Books books) => new(
        new RunLedger(books.Store, books.Clock), new LoopSwitch(books.Store, books.Journal, books.Clock), new RestartBudget(books.Store, books.Clock), books.Kill, books.Journal, books.Alerts, books.Clock);

    private Task<string> RunAsync(Books books, LoopStatus seen) => WatchdogOf(books).RunAsync(
        seen,
        (what, _) =>
        {
            started.Add(what);
            return Task.CompletedTask;
        },
        "watchdog",
        default);
}
