using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Functions.Loop;
using Trading.Operations;
using Trading.Operations.Health;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Every five minutes of every day: the named checks.</summary>
public sealed class HealthCheckFunction(JobRunner jobs, HealthChecks checks)
{
    /// <summary>What is unhealthy is alerted once a day; the round's result is the run's.</summary>
    [Function("HealthCheck")]
    public async Task RunAsync(
        [TimerTrigger(JobCrons.HealthCheck)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var outcome = await jobs.RunAsync(
            Jobs.HealthCheck, async (_, token) => (await checks.RunAsync(await LoopControl.StatusAsync(client, token), token)).ToString(), cancellationToken);
        outcome.ThrowIfFailed();
    }
}
