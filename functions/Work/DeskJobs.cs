using Trading.Accounting;
using Trading.Accounting.Kpis;
using Trading.Execution;
using Trading.Operations;
using Trading.Operations.Preflights;
using Trading.Reconciliation;
using Trading.Scanning;
using Trading.Time;

namespace Trading.Functions.Work;

/// <summary>The desk's jobs behind their runner: whoever starts one, a timer, the watchdog or a person, starts it here, and it runs once a slot.</summary>
public sealed class DeskJobs(
    JobRunner runner, NightJob night, ScanJob scan, Preflight preflight, Reconciler reconciler, EntrySweep sweep, KillDesk kill, KpiJob kpi, EndOfDayJob books, KeepingJobs keeping, TimeProvider clock)
{
    // The watchlist is made between the first preflight and the second.
    private const int HourOfWatchlist = 9;

    /// <summary>The bars of the night; by hand also outside its window, but not while the session needs the feed.</summary>
    public Task<JobOutcome> NightlyResearchAsync(bool evenOutsideWindow, CancellationToken cancellationToken) =>
        night.Work is { } work
            ? runner.RunAsync(Jobs.NightlyResearch, (run, token) => work.RunAsync(run.Date, run.Correlation, token), evenOutsideWindow && ExchangeCalendar.Nyse.OpenAt(clock.Now()) is null, cancellationToken)
            : runner.PassAsync(Jobs.NightlyResearch, NightJob.NothingToDo, cancellationToken);

    /// <summary>Candidates, watchlist and manifest.</summary>
    public Task<JobOutcome> ScanAsync(CancellationToken cancellationToken) =>
        runner.RunAsync(Jobs.Scan, async (run, token) => Sentence(await scan.RunAsync(run.Date, run.Correlation, token)), cancellationToken);

    /// <summary>The pre-market checklist; the watchlist is on it at T-30.</summary>
    public Task<JobOutcome> PreflightAsync(CancellationToken cancellationToken) => runner.RunAsync(
        Jobs.Preflight,
        async (run, token) => (await preflight.RunAsync(run.Date, NewYork.TimeOf(clock.Now()).Hour >= HourOfWatchlist, run.Correlation, token)).Result.ToString(),
        cancellationToken);

    /// <summary>
    /// Our books against the broker's: orders every minute, positions every second minute; outside the session only when asked for, or while an order is unknown. Entries that work although
    /// trading is stopped are taken back first.
    /// </summary>
    public async Task<JobOutcome> ReconcileAsync(bool evenOutsideWindow, CancellationToken cancellationToken)
    {
        var anyway = await reconciler.HasUnresolvedAsync(cancellationToken) || evenOutsideWindow;
        var withPositions = NewYork.TimeOf(clock.Now()).Minute % 2 == 0;
        return await runner.RunAsync(
            Jobs.Reconcile,
            async (run, token) =>
            {
                await kill.EnforceAsync(token);
                return (await reconciler.RunAsync(withPositions, run.Correlation, token)).ToString();
            },
            anyway,
            cancellationToken);
    }

    /// <summary>The key figures of the hour.</summary>
    public Task<JobOutcome> KpiAsync(CancellationToken cancellationToken) =>
        runner.RunAsync(Jobs.Kpi, (run, token) => kpi.RunAsync(run.Date, run.Slot, run.Correlation, token), cancellationToken);

    /// <summary>Entries that still work are taken back; then final reconcile, positions, profit and loss, summary. Books that are closed late have their snapshot at once.</summary>
    public async Task<JobOutcome> EndOfDayAsync(CancellationToken cancellationToken)
    {
        var outcome = await runner.RunAsync(
            Jobs.EndOfDay,
            async (run, token) =>
            {
                await sweep.RunAsync(token);
                return await books.RunAsync(run.Date, run.Correlation, token);
            },
            cancellationToken);
        await keeping.BackupLateBooksAsync(outcome, cancellationToken);
        return outcome;
    }

    private static string Sentence(ScanReport report) =>
        $"{report.Candidates.Count} candidates of {report.Symbols.Listed} symbols, newest bar {report.NewestBar:uuuu-MM-dd}{(report.StaleInputs ? ", inputs stale" : string.Empty)}";
}
