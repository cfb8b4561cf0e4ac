using NodaTime;
using Trading.Time;

namespace Trading.Operations.Schedules;

/// <summary>
/// Sets a job's slots beside the run ledger. Looks back from now only as far as something is missing, so it is cheap while nothing is. What went by before the day's first run of any job is one
/// fact (the desk was not there yet, and health says what that costs) and is held against no job.
/// </summary>
internal sealed class JobDues(RunLedger ledger)
{
    // More than this many in a row is one fact.
    private const int MostSlots = 30;
    private (LocalDate Date, Instant At)? firstRun;

    /// <exception cref="Storage.StorageException">The ledger could not be read.</exception>
    public async ValueTask<JobDue> OfAsync(Job job, Instant now, CancellationToken cancellationToken)
    {
        var date = NewYork.DateOf(now);
        var begin = await BeginAsync(date, now, cancellationToken).ConfigureAwait(false);
        var (missed, looked) = (0, 0);
        Instant? since = null;
        foreach (var slot in job.BegunBy(now))
        {
            if (slot.Span.End <= begin)
            {
                break;
            }

            var row = await ledger.FindAsync(job.Name, date, slot.Name, cancellationToken).ConfigureAwait(false);
            if (row?.State == RunState.Done || row?.IsAlive(now) == true || ++looked > MostSlots)
            {
                break;
            }

            missed += slot.Span.End <= now ? 1 : 0;
            since = Instant.Max(slot.Span.Start, begin);
        }

        return new JobDue(missed, since is { } oldest ? decimal.Floor((decimal)(now - oldest).TotalSeconds) : 0m);
    }

    private async ValueTask<Instant> BeginAsync(LocalDate date, Instant now, CancellationToken cancellationToken)
    {
        if (firstRun is not { } known || known.Date != date)
        {
            var runs = await ledger.OnAsync(date, cancellationToken).ConfigureAwait(false);
            if (runs.Count == 0)
            {
                return now;
            }

            firstRun = known = (date, runs.Min(run => run.StartedAt));
        }

        return known.At;
    }
}
