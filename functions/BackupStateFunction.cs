using Microsoft.Azure.Functions.Worker;
using Trading.Functions.Work;
using Trading.Time;

namespace Trading.Functions;

/// <summary>Every quarter of an hour of the session, and after the close of the books: a snapshot of all records.</summary>
public sealed class BackupStateFunction(KeepingJobs jobs)
{
    /// <summary>Fires at each quarter of an hour that a session can reach into; the windows admit open to close, and the quarter after the books.</summary>
    [Function("BackupState")]
    public async Task RunAsync([TimerTrigger(JobCrons.BackupState)] TimerInfo timer, CancellationToken cancellationToken) =>
        (await jobs.BackupStateAsync(evenOutsideWindow: false, cancellationToken)).ThrowIfFailed();
}
