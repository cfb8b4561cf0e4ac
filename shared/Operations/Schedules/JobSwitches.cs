using Trading.Journal;
using Trading.Time;

namespace Trading.Operations.Schedules;

/// <summary>Lets a job run or keeps it from running: a record, kept and journalled. While a job is disabled its reading <c>job_disabled</c> is 1.</summary>
/// <exception cref="Storage.StorageException">Thrown when the store cannot answer.</exception>
public sealed class JobSwitches(RunLedger ledger, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Sets the switch; false when it stood so already, and then it keeps who set it first.</summary>
    public async ValueTask<bool> SetAsync(Job job, bool enabled, string who, string why, CancellationToken cancellationToken)
    {
        if (await ledger.SwitchOfAsync(job.Name, cancellationToken).ConfigureAwait(false) is var there && (there?.Enabled ?? true) == enabled)
        {
            return false;
        }

        await ledger.SetSwitchAsync(job, new JobSwitch(enabled, who, why, clock.Now()), cancellationToken).ConfigureAwait(false);
        await journal.AppendAsync("job-switched", $"job-{job.Code}", new { job.Name, Enabled = enabled, Who = who, Why = why }, cancellationToken).ConfigureAwait(false);
        return true;
    }
}
