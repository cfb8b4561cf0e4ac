using Microsoft.DurableTask.Client;
using Trading.Functions.Loop;
using Trading.Operations;
using Trading.Operations.Alerting;
using Trading.Operations.Health;
using Trading.Operations.Watchdogs;
using Trading.Time;

namespace Trading.Functions.Work;

/// <summary>The jobs that look at orchestrations, behind their runner: whoever starts one, a timer or a person, starts it here.</summary>
public sealed class LoopJobs(JobRunner runner, HealthChecks checks, AlertRound alerts, Watchdog watchdog, DeskJobs desk, LoopControl loop, OrchestrationLook look)
{
    /// <summary>The named checks, what is unhealthy alerted once a day; then a round of the alerts.</summary>
    public Task<JobOutcome> HealthCheckAsync(DurableTaskClient client, CancellationToken cancellationToken) => runner.RunAsync(
        Jobs.HealthCheck,
        async (_, token) =>
        {
            await look.NoteAsync(client, token);
            var report = await checks.RunAsync(await LoopControl.StatusAsync(client, token), token);
            await alerts.RunAsync(token);
            return report.ToString();
        },
        cancellationToken);

    /// <summary>Starts what was missed or died, within the watchdog's budget.</summary>
    public Task<JobOutcome> WatchdogAsync(DurableTaskClient client, CancellationToken cancellationToken) => runner.RunAsync(
        Jobs.Watchdog,
        async (run, token) => await watchdog.RunAsync(await LoopControl.StatusAsync(client, token), (what, stop) => StartAsync(what, client, stop), run.Correlation, token),
        cancellationToken);

    /// <summary>Ends yesterday's or a broken loop, starts today's unless an operator stopped it.</summary>
    public Task<JobOutcome> ExecutionRestartAsync(DurableTaskClient client, CancellationToken cancellationToken) =>
        runner.RunAsync(Jobs.ExecutionRestart, (run, token) => loop.EnsureAsync(client, run.Date, token), cancellationToken);

    private async Task StartAsync(WatchdogStart what, DurableTaskClient client, CancellationToken cancellationToken)
    {
        switch (what)
        {
            case WatchdogStart.Scan:
                (await desk.ScanAsync(cancellationToken)).ThrowIfFailed();
                break;
            case WatchdogStart.Loop:
                await loop.EnsureTodayAsync(client, cancellationToken);
                break;
            case WatchdogStart.EndOfDay:
                (await desk.EndOfDayAsync(cancellationToken)).ThrowIfFailed();
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(what), what, "the watchdog asked for something that cannot be started");
        }
    }
}
