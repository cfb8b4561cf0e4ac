using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>08:40 New York: ends yesterday's or a broken loop, starts today's.</summary>
public sealed class ExecutionRestartFunction(LoopJobs jobs)
{
    /// <summary>Fires at 12:40 and 13:40 UTC; the window admits the one that is 08:40 in New York.</summary>
    [Function("ExecutionRestart")]
    public async Task RunAsync(
        [TimerTrigger(JobCrons.ExecutionRestart)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        (await jobs.ExecutionRestartAsync(client, cancellationToken)).ThrowIfFailed();
}
