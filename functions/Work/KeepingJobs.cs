using Trading.Operations;
using Trading.Operations.Backups;
using Trading.Time;

namespace Trading.Functions.Work;

/// <summary>The jobs that keep the desk's records, behind their runner.</summary>
public sealed class KeepingJobs(JobRunner runner, SnapshotTaker snapshots, ConfigurationCopy configuration, TimeProvider clock)
{
    /// <summary>A snapshot of all records; with the first of a date, a copy of the configuration.</summary>
    public Task<JobOutcome> BackupStateAsync(bool evenOutsideWindow, CancellationToken cancellationToken) => runner.RunAsync(
        Jobs.BackupState,
        async (run, token) =>
        {
            await configuration.EnsureAsync(token);
            return await snapshots.RunAsync(run.Correlation, token);
        },
        evenOutsideWindow,
        cancellationToken);

    /// <summary>A snapshot of books that were closed after the day's last snapshot was due.</summary>
    public async Task BackupLateBooksAsync(JobOutcome books, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (books is JobOutcome.Ran && JobWindow.QuarterAfterBooks.On(NewYork.DateOf(now), ExchangeCalendar.Nyse.SessionOn(NewYork.DateOf(now))) is { } last && now >= last.Start)
        {
            await BackupStateAsync(evenOutsideWindow: true, cancellationToken);
        }
    }
}
