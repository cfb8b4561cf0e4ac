using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Half an hour after the close: final reconcile, positions, profit and loss, summary.</summary>
public sealed class EndOfDayFunction(DeskJobs jobs)
{
    /// <summary>Fires at half past each hour that can be half an hour after a close; a failed one is tried again until 20:00 New York.</summary>
    [Function("EndOfDay")]
    public async Task RunAsync([TimerTrigger(JobCrons.EndOfDay)] TimerInfo timer, CancellationToken cancellationToken) =>
        (await jobs.EndOfDayAsync(cancellationToken)).ThrowIfFailed();
}
