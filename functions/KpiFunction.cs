using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Every full hour of the session: the key figures.</summary>
public sealed class KpiFunction(DeskJobs jobs)
{
    /// <summary>Fires at each full hour that a session can reach into; the window admits open to close.</summary>
    [Function("Kpi")]
    public async Task RunAsync([TimerTrigger(JobCrons.Kpi)] TimerInfo timer, CancellationToken cancellationToken) =>
        (await jobs.KpiAsync(cancellationToken)).ThrowIfFailed();
}
