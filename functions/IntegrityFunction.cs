using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Every quarter of an hour of the session: a second look at broker and journal that shares nothing with the first.</summary>
public sealed class IntegrityFunction(KeepingJobs jobs)
{
    /// <summary>Fires at each quarter of an hour that a session can reach into; the window admits open to close.</summary>
    [Function("Integrity")]
    public async Task RunAsync([TimerTrigger(JobCrons.Integrity)] TimerInfo timer, CancellationToken cancellationToken) =>
        (await jobs.IntegrityAsync(cancellationToken)).ThrowIfFailed();
}
