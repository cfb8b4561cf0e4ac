using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Functions.Loop;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Every minute of the session: our books against the broker's.</summary>
public sealed class ReconcileFunction(DeskJobs jobs, ShutdownControl shutdown, ExitControl exits)
{
    /// <summary>Fires every minute of every hour that a session can reach into; the window admits open to close. A shutdown and exits that people asked for are kept going by the way.</summary>
    [Function("Reconcile")]
    public async Task RunAsync(
        [TimerTrigger(JobCrons.Reconcile)] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        await shutdown.EnsureAsync(client, cancellationToken);
        var outcome = await jobs.ReconcileAsync(evenOutsideWindow: false, cancellationToken);
        await exits.EnsureAsync(client, cancellationToken);
        outcome.ThrowIfFailed();
    }
}
