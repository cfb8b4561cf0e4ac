using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Every minute of the session: our books against the broker's.</summary>
public sealed class ReconcileFunction(DeskJobs jobs)
{
    /// <summary>Fires every minute of every hour that a session can reach into; the window admits open to close.</summary>
    [Function("Reconcile")]
    public async Task RunAsync([TimerTrigger(JobCrons.Reconcile)] TimerInfo timer, CancellationToken cancellationToken) =>
        (await jobs.ReconcileAsync(cancellationToken)).ThrowIfFailed();
}
