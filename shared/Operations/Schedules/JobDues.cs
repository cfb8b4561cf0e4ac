using NodaTime;
using Trading.Time;

namespace Trading.Operations.Schedules;

/// <summary>Sets a job's slots beside the run ledger. Looks back from now only as far as something is missing, so it is cheap while nothing is.</summary>
internal sealed class JobDues(RunLedger ledger)
{
    // More than this many in a row is one fact.
    private const int MostSlots = 30;

    /// <exception cref="Storage.StorageException">The ledger could not be read.</exception>
    public async ValueTask<JobDue> OfAsync(Job job, Instant now, CancellationToken cancellationToken)
    {
        var date = NewYork.DateOf(now);
        var (missed, looked) = (0, 0);
        Instant? since = null;
        foreach (var slot in job.BegunBy(now))
        {
            var row = await ledger.FindAsync(job.Name, date, slot.Name, cancellationToken).ConfigureAwait(false);
            if (row?.State == RunState.Done || row?.IsAlive(now) == true || ++looked > MostSlots)
            {
                break;
            }

            missed += slot.Span.End <= now ? 1 : 0;
            since = slot.Span.Start;
        }

        return new JobDue(missed, since is { } oldest ? decimal.Floor((decimal)(now - oldest).TotalSeconds) : 0m);
    }
}
