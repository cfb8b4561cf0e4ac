using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>The pre-market checklist at 08:00 New York, and once more half an hour before the open.</summary>
public sealed class PreflightFunction(DeskJobs jobs)
{
    /// <summary>Fires on the hour; the windows admit 08:00 and 09:00 New York.</summary>
    [Function("Preflight")]
    public async Task RunAsync([TimerTrigger(JobCrons.Preflight)] TimerInfo timer, CancellationToken cancellationToken) =>
        (await jobs.PreflightAsync(cancellationToken)).ThrowIfFailed();
}
