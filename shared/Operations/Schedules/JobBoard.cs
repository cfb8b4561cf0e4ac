using NodaTime;
using Trading.Time;

namespace Trading.Operations.Schedules;

/// <summary>Every job with its switch, its last run and its next slots; whether one would run now.</summary>
/// <exception cref="Storage.StorageException">Thrown by each member when the store cannot answer.</exception>
public sealed class JobBoard(RunLedger ledger, TimeProvider clock)
{
    private const int DaysBack = 7;
    private const int DaysAhead = 10;
    private const int NextSlots = 3;
    private readonly JobDues dues = new(ledger);

    /// <summary>All jobs, in the order of the day.</summary>
    public async Task<IReadOnlyList<JobLine>> ListAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var last = await LastAsync(NewYork.DateOf(now), cancellationToken).ConfigureAwait(false);
        var lines = new List<JobLine>(Jobs.All.Count);
        foreach (var job in Jobs.All)
        {
            lines.Add(await LineOfAsync(job, last.GetValueOrDefault(job.Name), now, cancellationToken).ConfigureAwait(false));
        }

        return lines;
    }

    /// <summary>Whether a job would run if it were started now: its slot, and why not, or null when it would.</summary>
    public async Task<(string Slot, string? WhyNot)> WouldRunAsync(Job job, bool evenOutsideWindow, CancellationToken cancellationToken)
    {
        var admission = JobSchedule.Admit(job, clock.Now(), evenOutsideWindow);
        return (admission.Slot, admission.Refusal ?? await ledger.WhyNotAsync(job, admission.Date, admission.Slot, cancellationToken).ConfigureAwait(false));
    }

    private async Task<JobLine> LineOfAsync(Job job, RunRecord? last, Instant now, CancellationToken cancellationToken)
    {
        var set = await ledger.SwitchOfAsync(job.Name, cancellationToken).ConfigureAwait(false);
        var isEnabled = set is not { Enabled: false };
        var due = isEnabled ? await dues.OfAsync(job, now, cancellationToken).ConfigureAwait(false) : default;
        return new JobLine(
            job.Name,
            StatusOf(isEnabled, last, now),
            job.Cron,
            [.. job.Windows.Select(window => window.ToString())],
            isEnabled,
            set?.By,
            set?.Reason,
            last is null ? null : LastRun.Of(last),
            Next(job, now),
            due.Missed,
            due.LateSeconds);
    }

    // A run whose lease ended without a word has died.
    private static string StatusOf(bool isEnabled, RunRecord? last, Instant now) =>
        !isEnabled ? "disabled"
        : last?.IsAlive(now) == true ? "running"
        : last is { State: not RunState.Done } ? "failed"
        : "idle";

    private static List<Instant> Next(Job job, Instant now)
    {
        var today = NewYork.DateOf(now);
        return [.. Enumerable.Range(0, DaysAhead).SelectMany(days => job.SlotsOn(today.PlusDays(days))).Select(slot => slot.Span.Start).Where(start => start > now).Take(NextSlots)];
    }

    private async Task<Dictionary<string, RunRecord>> LastAsync(LocalDate today, CancellationToken cancellationToken)
    {
        var last = new Dictionary<string, RunRecord>(StringComparer.Ordinal);
        for (var days = 0; days < DaysBack && last.Count < Jobs.All.Count; days++)
        {
            foreach (var rows in (await ledger.OnAsync(today.PlusDays(-days), cancellationToken).ConfigureAwait(false)).GroupBy(row => row.Job, StringComparer.Ordinal))
            {
                last.TryAdd(rows.Key, rows.MaxBy(row => row.StartedAt)!);
            }
        }

        return last;
    }
}
