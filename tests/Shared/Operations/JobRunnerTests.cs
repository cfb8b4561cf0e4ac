using System.Text;
using System.Text.Json;
using NodaTime;
using Trading.Journal;
using Trading.Operations;
using Trading.Storage;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Operations;

public sealed class JobRunnerTests : IDisposable
{
    private static readonly LocalDate Monday = new(2013, 10, 7);

    private readonly ManualClock clock = new(NewYork.At(Monday, new LocalTime(8, 30)));
    private readonly CountingNotifier notifier = new();
    private readonly MemoryStore store;
    private readonly JournalWriter journal;
    private readonly RunLedger ledger;
    private readonly JobRunner runner;

    public JobRunnerTests()
    {
        store = new MemoryStore(clock);
        journal = new JournalWriter(store, clock);
        ledger = new RunLedger(store, clock);
        runner = new JobRunner(ledger, journal, new Alerts(store, journal, notifier, clock), clock);
    }

    public void Dispose() => journal.Dispose();

    [Fact]
    public async Task A_fire_in_the_window_runs_once_and_is_journalled_as_done()
    {
        Assert.Equal(new JobOutcome.Ran("7 candidates"), await Run(Jobs.Scan, "7 candidates"));
        Assert.Equal(new JobOutcome.Skipped("already done"), await Run(Jobs.Scan, "again"));
        Assert.Equal(
            ["job-done scan-2013-10-07 {\"name\":\"Scan\",\"slot\":\"day\",\"attempt\":1,\"result\":\"7 candidates\"}",
                "job-skipped scan-2013-10-07 {\"name\":\"Scan\",\"slot\":\"day\",\"reason\":\"already done\"}"],
            await JournalAsync());
    }

    /// <summary>A host with nothing to refresh is not a host that missed its night.</summary>
    [Fact]
    public async Task A_job_that_has_nothing_to_do_skips_with_the_reason_and_its_slot_is_done_with()
    {
        Assert.Equal(new JobOutcome.Skipped("08:30 New York is outside [02:00, 03:00)"), await runner.PassAsync(Jobs.NightlyResearch, "no feed", default));
        clock.Now = NewYork.At(Monday, new LocalTime(2, 0));
        Assert.Equal(new JobOutcome.Skipped("no feed"), await runner.PassAsync(Jobs.NightlyResearch, "no feed", default));
        Assert.Equal(new JobOutcome.Skipped("no feed"), await runner.PassAsync(Jobs.NightlyResearch, "no feed", default));
        Assert.True(await ledger.IsDoneAsync("NightlyResearch", Monday, "day", default));
        Assert.Equal(
            "job-skipped nightly-research-2013-10-07 {\"name\":\"NightlyResearch\",\"slot\":\"day\",\"reason\":\"no feed\"}", (await JournalAsync())[1]);
    }

    [Fact]
    public async Task The_body_is_told_its_date_session_slot_correlation_and_attempt()
    {
        JobRun? seen = null;
        clock.Now = Instant.FromUtc(2013, 10, 7, 13, 31, 7);
        await runner.RunAsync(Jobs.Reconcile, (run, _) => Task.FromResult($"{seen = run}"), CancellationToken.None);
        Assert.Equal(
            new JobRun(Jobs.Reconcile, Monday, ExchangeCalendar.Nyse.SessionOn(Monday), "2013-10-07T13:31Z", "reconcile-2013-10-07T13:31Z", 1), seen);
    }

    [Theory]
    [InlineData("2013-11-28", "Thanksgiving Day: the exchange is closed")]
    [InlineData("2012-10-29", "Hurricane Sandy: the exchange is closed")]
    [InlineData("2013-10-05", "weekend: the exchange is closed")]
    public async Task On_a_day_without_a_session_it_skips_and_says_why(string date, string reason)
    {
        clock.Now = NewYork.At(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value, new LocalTime(8, 30));
        Assert.Equal(new JobOutcome.Skipped(reason), await Run(Jobs.Scan));
        Assert.Contains(reason, Assert.Single(await JournalAsync()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Outside_the_window_it_skips_and_says_so_unless_it_is_asked_to_run_all_the_same()
    {
        clock.Now = NewYork.At(Monday, new LocalTime(16, 1));
        Assert.Equal(new JobOutcome.Skipped("16:01 New York is outside [open, close)"), await Run(Jobs.Reconcile));
        Assert.Equal(new JobOutcome.Ran("asked"), await runner.RunAsync(Jobs.Reconcile, Body("asked"), evenOutsideWindow: true, CancellationToken.None));
        clock.Now = NewYork.At(new LocalDate(2013, 10, 6), new LocalTime(12, 0));
        Assert.Equal(new JobOutcome.Ran("Sunday"), await runner.RunAsync(Jobs.Reconcile, Body("Sunday"), evenOutsideWindow: true, CancellationToken.None));
    }

    [Fact]
    public async Task Two_fires_at_once_run_the_body_once()
    {
        JobOutcome? second = null;
        var first = await runner.RunAsync(Jobs.Scan, async (_, _) => $"{second = await Run(Jobs.Scan, "second")}", CancellationToken.None);
        Assert.IsType<JobOutcome.Ran>(first);
        Assert.Equal(new JobOutcome.Skipped("running elsewhere: attempt 1, lease until 2013-10-07T12:45:00Z"), second);
    }

    [Fact]
    public async Task A_body_that_throws_is_marked_failed_alerted_and_tried_again_by_the_next_fire()
    {
        var outcome = await runner.RunAsync(Jobs.Scan, (_, _) => throw new InvalidOperationException("no bars"), CancellationToken.None);
        var thrown = Assert.Throws<JobFailedException>(outcome.ThrowIfFailed);
        Assert.Equal("Scan: no bars", thrown.Message);
        Assert.IsType<InvalidOperationException>(thrown.InnerException);
        Assert.Equal(1, notifier.Count);
        Assert.Equal(AlertSeverity.Warning, notifier.Last!.Severity);
        Assert.Equal(RunState.Failed, (await ledger.FindAsync("Scan", Monday, "day", CancellationToken.None))!.State);

        clock.Advance(Duration.FromMinutes(30));
        Assert.Equal(new JobOutcome.Ran("second try"), await Run(Jobs.Scan, "second try"));
        Assert.Equal(["job-failed", "alert-raised", "job-done"], (await JournalAsync()).Select(line => line[..line.IndexOf(' ', StringComparison.Ordinal)]));
    }

    [Fact]
    public async Task A_failed_run_is_not_tried_again_after_its_window()
    {
        await runner.RunAsync(Jobs.Scan, (_, _) => throw new InvalidOperationException("no bars"), CancellationToken.None);
        clock.Now = NewYork.At(Monday, new LocalTime(9, 25));
        Assert.Equal(new JobOutcome.Skipped("09:25 New York is outside [08:30, 09:25)"), await Run(Jobs.Scan));
    }

    [Fact]
    public async Task A_run_that_is_cancelled_throws_and_leaves_its_slot_to_the_next_fire()
    {
        using var stop = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => runner.RunAsync(Jobs.Scan, Stopped, stop.Token));
        Assert.Equal(0, notifier.Count);
        Assert.IsType<JobOutcome.Ran>(await Run(Jobs.Scan));

        async Task<string> Stopped(JobRun run, CancellationToken cancellationToken)
        {
            await stop.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            return "never";
        }
    }

    [Fact]
    public async Task A_run_that_outlives_its_lease_does_not_write_over_the_attempt_that_took_it_over()
    {
        var outcome = await runner.RunAsync(Jobs.Scan, OutliveAsync, CancellationToken.None);
        Assert.Equal("Scan: outlived its lease: a later attempt took the slot over", Assert.IsType<JobOutcome.Failed>(outcome).Error);
        var row = await ledger.FindAsync("Scan", Monday, "day", CancellationToken.None);
        Assert.Equal((RunState.Done, 2, "the second"), (row!.State, row.Attempt, row.Note));

        async Task<string> OutliveAsync(JobRun run, CancellationToken cancellationToken)
        {
            clock.Advance(Jobs.Scan.Lease);
            await Run(Jobs.Scan, "the second");
            return "the first";
        }
    }

    [Fact]
    public async Task A_disabled_job_skips_and_says_who_disabled_it()
    {
        var off = new JobSwitch(Enabled: false, "ana", "vendor outage", clock.Now);
        await new RecordTable<JobSwitch>(store, RunLedger.SwitchTable).PutAsync(RunLedger.SwitchPartition, "Scan", off, CancellationToken.None);
        Assert.Equal(new JobOutcome.Skipped("disabled by ana: vendor outage"), await Run(Jobs.Scan));
        await new RecordTable<JobSwitch>(store, RunLedger.SwitchTable).PutAsync(RunLedger.SwitchPartition, "Scan", off with { Enabled = true }, CancellationToken.None);
        Assert.IsType<JobOutcome.Ran>(await Run(Jobs.Scan));
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_read_runs_nothing()
    {
        store.Fails = static key => key.StartsWith("runs/", StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(() => runner.RunAsync(Jobs.Scan, (_, _) => throw new InvalidOperationException("ran"), CancellationToken.None));
    }

    [Fact]
    public async Task A_done_fire_costs_two_record_writes_and_one_append_and_a_skip_one_append()
    {
        await journal.HeadAsync(CancellationToken.None);
        Assert.Equal((Writes: 3, Calls: 5), await CostAsync(() => Run(Jobs.Scan)));
        Assert.Equal((Writes: 1, Calls: 2), await CostAsync(() => Run(Jobs.Scan)));
        Assert.Equal((Writes: 1, Calls: 1), await CostAsync(() => Run(Jobs.Reconcile)));
    }

    private async Task<(int Writes, int Calls)> CostAsync(Func<Task> work)
    {
        var (writes, calls) = (store.Writes, store.Calls);
        await work();
        return (store.Writes - writes, store.Calls - calls);
    }

    private Task<JobOutcome> Run(Job job, string result = "done") => runner.RunAsync(job, Body(result), CancellationToken.None);

    private static Func<JobRun, CancellationToken, Task<string>> Body(string result) => (_, _) => Task.FromResult(result);

    private async Task<IReadOnlyList<string>> JournalAsync()
    {
        IBlobs blobs = store;
        var lines = new List<string>();
        foreach (var item in await blobs.ListAsync(JournalWriter.Container, string.Empty, CancellationToken.None))
        {
            var blob = await blobs.ReadAsync(JournalWriter.Container, item.Name, CancellationToken.None);
            lines.AddRange(Encoding.UTF8.GetString(blob!.Content.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        return [.. lines.Select(line => JsonSerializer.Deserialize<JournalEvent>(line, TradingJson.Options)!).Select(seen => $"{seen.Kind} {seen.Correlation} {seen.Data.GetRawText()}")];
    }

    private sealed class CountingNotifier : INotifier
    {
        public int Count { get; private set; }

        public Alert? Last { get; private set; }

        public ValueTask NotifyAsync(Alert alert, CancellationToken cancellationToken)
        {
            (Count, Last) = (Count + 1, alert);
            return ValueTask.CompletedTask;
        }
    }
}
