using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>00:30 New York, every night: what has been kept long enough is removed.</summary>
public sealed class RetentionFunction(KeepingJobs jobs)
{
    /// <summary>Fires at 04:30 and 05:30 UTC; the window admits the one that is 00:30 in New York.</summary>
    [Function("Retention")]
    public async Task RunAsync(
        [TimerTrigger(JobCrons.Retention)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        (await jobs.RetentionAsync(client, cancellationToken)).ThrowIfFailed();
}
