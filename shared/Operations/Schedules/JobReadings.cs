using NodaTime;
using Trading.Operations.Readings;
using Trading.Time;

namespace Trading.Operations.Schedules;

/// <summary>
/// The metrics of jobs: <c>job_disabled</c> (1 or 0), <c>job_missed</c> (slots) and <c>timer_lateness_seconds</c> of each, and <c>backlog</c>: all slots that went by undone and orchestrations that
/// wait. Looked at once a minute at most.
/// </summary>
public sealed class JobReadings(RunLedger ledger, OrchestrationSight orchestrations, TimeProvider clock) : IReadingSource
{
    private static readonly Duration Fresh = Duration.FromMinutes(1);
    private static readonly Duration OldestSight = Duration.FromMinutes(15);
    private readonly JobDues dues = new(ledger);
    private Reading[]? latest;
    private Instant latestAt;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (latest is { } known && now >= latestAt && now - latestAt < Fresh)
        {
            return known;
        }

        var readings = new List<Reading>((3 * Jobs.All.Count) + 1);
        var missed = 0;
        foreach (var job in Jobs.All)
        {
            missed += await AddAsync(job, now, readings, cancellationToken).ConfigureAwait(false);
        }

        readings.Add(Backlog(missed, now));
        latestAt = now;
        return latest = [.. readings];
    }

    private async ValueTask<int> AddAsync(Job job, Instant now, List<Reading> readings, CancellationToken cancellationToken)
    {
        var off = await ledger.SwitchOfAsync(job.Name, cancellationToken).ConfigureAwait(false) is { Enabled: false } set ? set : null;
        var due = off is null ? await dues.OfAsync(job, now, cancellationToken).ConfigureAwait(false) : default;
        readings.Add(new Reading("job_disabled", off is null ? 0m : 1m, job.Name, off is null ? "enabled" : $"{job.Name} is disabled by {off.By}: {off.Reason}"));
        readings.Add(new Reading("job_missed", due.Missed, job.Name, due.Missed == 0 ? "none missed" : $"{due.Missed} runs of {job.Name} went by undone"));
        readings.Add(new Reading("timer_lateness_seconds", due.LateSeconds, job.Name, due.LateSeconds == 0m ? "on time" : $"{job.Name} is due since {due.LateSeconds:0} s"));
        return due.Missed;
    }

    private Reading Backlog(int missed, Instant now) => orchestrations.Latest is { } seen && now - seen.At <= OldestSight
        ? new Reading("backlog", missed + seen.Waiting, string.Empty, missed + seen.Waiting == 0 ? "nothing waits" : $"{missed} runs undone, {seen.Waiting} orchestrations wait")
        : new Reading("backlog", missed, string.Empty, $"{missed} runs undone; the orchestrations were not looked at lately");
}
