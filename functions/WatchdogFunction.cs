using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Every quarter of an hour: drives what was missed or died, at most three times an hour.</summary>
public sealed class WatchdogFunction(LoopJobs jobs)
{
    /// <summary>Starts the scan until 09:25, the loop until half an hour before the close, the close of the books until 20:00, New York.</summary>
    [Function("Watchdog")]
    public async Task RunAsync(
        [TimerTrigger(JobCrons.Watchdog)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        (await jobs.WatchdogAsync(client, cancellationToken)).ThrowIfFailed();
}
