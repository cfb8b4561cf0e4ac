using Microsoft.DurableTask.Client;
using NodaTime;
using Trading.Operations;
using Trading.Operations.Backups;
using Trading.Operations.Integrity;
using Trading.Operations.Retention;
using Trading.Time;

namespace Trading.Functions.Work;

/// <summary>The jobs that keep the desk's records, behind their runner.</summary>
public sealed class KeepingJobs(
    JobRunner runner, SnapshotTaker snapshots, ConfigurationCopy configuration, RetentionJob retention, IntegrityLook integrity, TimeProvider clock)
{
    private static readonly DateTimeOffset Beginning = new(2000, 1, 1, 0, 0, 0, TimeSpan.Zero);

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

    /// <summary>Removes what has been kept long enough, orchestrations that have ended among it.</summary>
    public Task<JobOutcome> RetentionAsync(DurableTaskClient client, CancellationToken cancellationToken) => runner.RunAsync(
        Jobs.Retention, (run, token) => retention.RunAsync(run.Date, (before, stop) => PurgeAsync(client, before, stop), run.Correlation, token), cancellationToken);

    /// <summary>The second look.</summary>
    public Task<JobOutcome> IntegrityAsync(CancellationToken cancellationToken) =>
        runner.RunAsync(Jobs.Integrity, (run, token) => integrity.RunAsync(run.Date, run.Correlation, token), cancellationToken);

    private static async Task<int> PurgeAsync(DurableTaskClient client, Instant before, CancellationToken cancellationToken)
    {
        var ended = new PurgeInstancesFilter(
            Beginning, before.ToDateTimeOffset(), [OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated]);
        return (await client.PurgeAllInstancesAsync(ended, cancellationToken)).PurgedInstanceCount;
    }
}
