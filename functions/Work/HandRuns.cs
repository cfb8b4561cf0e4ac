using Microsoft.DurableTask.Client;
using Trading.Journal;
using Trading.Operations;
using Trading.Time;

namespace Trading.Functions.Work;

/// <summary>Jobs run by hand: the same work in the same slots as by their timers.</summary>
public sealed class HandRuns(DeskJobs desk, LoopJobs loops, KeepingJobs keeping, JournalWriter journal)
{
    /// <summary>The job of a name, whatever its letter case; null when there is none.</summary>
    public static Job? Find(string name) => Jobs.All.FirstOrDefault(job => string.Equals(job.Name, name, StringComparison.OrdinalIgnoreCase) || string.Equals(job.Code, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>The names of all jobs, for those who asked for another.</summary>
    public static string Names { get; } = string.Join(", ", Jobs.All.Select(job => job.Name));

    /// <summary>Whether a job may be run outside its window: one that only looks.</summary>
    public static bool AnyTime(Job job) => job == Jobs.Reconcile || job == Jobs.BackupState || job == Jobs.HealthCheck;

    /// <summary>Runs a job now and journals who asked for it.</summary>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public async Task<JobOutcome> RunAsync(Job job, DurableTaskClient client, string who, string why, CancellationToken cancellationToken)
    {
        await journal.AppendAsync("job-by-hand", $"job-{job.Code}", new { job.Name, Who = who, Why = why }, cancellationToken);
        return await BodyOf(job, client)(cancellationToken);
    }

    /// <summary>What runs a job.</summary>
    /// <exception cref="ArgumentException">A job that nobody can run by hand: a test finds it.</exception>
    internal Func<CancellationToken, Task<JobOutcome>> BodyOf(Job job, DurableTaskClient client) => job.Name switch
    {
        "NightlyResearch" => token => desk.NightlyResearchAsync(evenOutsideWindow: true, token),
        "Preflight" => desk.PreflightAsync,
        "Scan" => desk.ScanAsync,
        "ExecutionRestart" => token => loops.ExecutionRestartAsync(client, token),
        "Reconcile" => token => desk.ReconcileAsync(evenOutsideWindow: true, token),
        "HealthCheck" => token => loops.HealthCheckAsync(client, token),
        "Watchdog" => token => loops.WatchdogAsync(client, token),
        "Kpi" => desk.KpiAsync,
        "BackupState" => token => keeping.BackupStateAsync(evenOutsideWindow: true, token),
        "Retention" => token => keeping.RetentionAsync(client, token),
        "Integrity" => keeping.IntegrityAsync,
        "EndOfDay" => desk.EndOfDayAsync,
        _ => throw new ArgumentException($"{job.Name} cannot be run by hand", nameof(job)),
    };
}
