using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>08:30 New York: bars in, candidates, watchlist and manifest out.</summary>
public sealed class ScanFunction(DeskJobs jobs)
{
    /// <summary>Fires at 12:30 and 13:30 UTC; the window admits the one that is 08:30 in New York.</summary>
    [Function("Scan")]
    public async Task RunAsync([TimerTrigger(JobCrons.Scan)] TimerInfo timer, CancellationToken cancellationToken) =>
        (await jobs.ScanAsync(cancellationToken)).ThrowIfFailed();
}
