using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>02:00 New York: the universe and the bars of the night, looked at before they count.</summary>
public sealed class NightlyResearchFunction(DeskJobs jobs)
{
    /// <summary>Fires at 06:00 and 07:00 UTC; the window admits the one that is 02:00 in New York.</summary>
    [Function("NightlyResearch")]
    public async Task RunAsync([TimerTrigger(JobCrons.NightlyResearch)] TimerInfo timer, CancellationToken cancellationToken) =>
        (await jobs.NightlyResearchAsync(evenOutsideWindow: false, cancellationToken)).ThrowIfFailed();
}
