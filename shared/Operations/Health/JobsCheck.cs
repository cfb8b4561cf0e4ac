using NodaTime;
using Trading.Accounting;
using Trading.Time;

namespace Trading.Operations.Health;

/// <summary>The jobs are enabled and done on time: the scan before 09:25, a reconcile within the last minutes of the session, the close of the books by 20:00.</summary>
public sealed class JobsCheck(RunLedger ledger, DayBooks days) : IHealthCheck
{
    private const int ReconcileMinutes = 3;
    private static readonly Duration CloseOfBooks = Duration.FromMinutes(60);

    /// <inheritdoc/>
    public string Name => "jobs";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        foreach (var job in Jobs.All)
        {
            if (await ledger.SwitchOfAsync(job.Name, cancellationToken).ConfigureAwait(false) is { Enabled: false } off)
            {
                return CheckResult.Degraded(Name, $"{job.Name} was disabled by {off.By}: {off.Reason}");
            }
        }

        if (round.Session is not { } session)
        {
            return CheckResult.Healthy(Name, "no session");
        }

        if (round.Now >= NewYork.At(round.Date, new LocalTime(9, 25)) && round.Now < session.Close && !await IsDoneAsync(Jobs.Scan, round, cancellationToken).ConfigureAwait(false))
        {
            return CheckResult.Degraded(Name, "the scan was not done by 09:25: no entries today");
        }

        return round.IsInSession(Duration.FromMinutes(ReconcileMinutes)) && !await IsReconciledAsync(round, cancellationToken).ConfigureAwait(false)
            ? CheckResult.Unhealthy(Name, $"no reconcile was done in the last {ReconcileMinutes} minutes")
            : await BooksAsync(round, session, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CheckResult> BooksAsync(HealthRound round, Session session, CancellationToken cancellationToken) =>
        round.Now < session.Close + CloseOfBooks || await IsDoneAsync(Jobs.EndOfDay, round, cancellationToken).ConfigureAwait(false)
            ? CheckResult.Healthy(Name, "on time")
            : await days.OpeningAsync(cancellationToken).ConfigureAwait(false) is null ? CheckResult.Healthy(Name, "a new desk: there are no books to close yet")
            : round.Now < NewYork.At(round.Date, new LocalTime(20, 0)) ? CheckResult.Degraded(Name, "the books of the day are not closed yet")
            : CheckResult.Unhealthy(Name, "the books of the day were not closed by 20:00");

    private ValueTask<bool> IsDoneAsync(Job job, HealthRound round, CancellationToken cancellationToken) => ledger.IsDoneAsync(job.Name, round.Date, "day", cancellationToken);

    private async ValueTask<bool> IsReconciledAsync(HealthRound round, CancellationToken cancellationToken)
    {
        for (var minutes = 0; minutes <= ReconcileMinutes; minutes++)
        {
            var slot = Jobs.Reconcile.Slots.SlotAt(null, round.Now - Duration.FromMinutes(minutes));
            if (await ledger.IsDoneAsync(Jobs.Reconcile.Name, round.Date, slot, cancellationToken).ConfigureAwait(false))
            {
                return true;
            }
        }

        return false;
    }
}
