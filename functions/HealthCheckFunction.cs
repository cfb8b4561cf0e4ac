using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Functions.Loop;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Every five minutes of every day: the named checks, then a round of the alerts.</summary>
public sealed class HealthCheckFunction(LoopJobs jobs, ShutdownControl shutdown)
{
    /// <summary>What is unhealthy is alerted once a day; the round's result is the run's. A shutdown is kept going by the way.</summary>
    [Function("HealthCheck")]
    public async Task RunAsync(
        [TimerTrigger(JobCrons.HealthCheck)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var outcome = await jobs.HealthCheckAsync(client, cancellationToken);
        await shutdown.EnsureAsync(client, cancellationToken);
        outcome.ThrowIfFailed();
    }
}
