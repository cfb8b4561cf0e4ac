using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Functions.Loop;
using Trading.Operations;
using Trading.Operations.Alerting;
using Trading.Operations.Health;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Every five minutes of every day: the named checks, then a round of the alerts.</summary>
public sealed class HealthCheckFunction(JobRunner jobs, HealthChecks checks, AlertRound alerts)
{
    /// <summary>What is unhealthy is alerted once a day; the round's result is the run's.</summary>
    [Function("HealthCheck")]
    public async Task RunAsync(
        [TimerTrigger(JobCrons.HealthCheck)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var outcome = await jobs.RunAsync(Jobs.HealthCheck, (_, token) => LookAsync(client, token), cancellationToken);
        outcome.ThrowIfFailed();
    }

    private async Task<string> LookAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var report = await checks.RunAsync(await LoopControl.StatusAsync(client, cancellationToken), cancellationToken);
        await alerts.RunAsync(cancellationToken);
        return report.ToString();
    }
}
