using NodaTime;
using Trading.Operations.Alerting;
using Trading.Time;

namespace Trading.Operations.Readings;

/// <summary>The share of the runs of the last half hour that failed, 0 to 1. The run ledger is read only on a date on which a job has failed: every failure leaves an alert.</summary>
public sealed class JobFailureReading(AlertBook alerts, RunLedger ledger, TimeProvider clock) : IReadingSource
{
    private static readonly Duration Span = Duration.FromMinutes(30);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var date = NewYork.DateOf(now);
        if (!await alerts.AnyAsync(date, "job-failed", cancellationToken).ConfigureAwait(false))
        {
            return [new Reading("job_failure_rate", 0m, string.Empty, "no job has failed today")];
        }

        var (failed, all) = (0, 0);
        foreach (var run in await ledger.OnAsync(date, cancellationToken).ConfigureAwait(false))
        {
            if (run.State != RunState.Started && run.EndedAt is { } ended && ended > now - Span)
            {
                all++;
                failed += run.State == RunState.Failed ? 1 : 0;
            }
        }

        return [new Reading("job_failure_rate", all == 0 ? 0m : (decimal)failed / all, string.Empty, $"{failed} of {all} runs of half an hour failed")];
    }
}
