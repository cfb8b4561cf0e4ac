using NodaTime;
using Trading.Compliance.Calendar;
using Trading.Compliance.Conduct;
using Trading.Compliance.Restricted;
using Trading.Compliance.Transactions;
using Trading.Storage;
using Trading.Time;

namespace Trading.Compliance;

/// <summary>Where compliance stands.</summary>
/// <param name="Overall"><c>ok</c>; <c>attention</c> when an alert waits for a person; <c>breach</c> when a deadline is overdue, a report is not complete, or the last session's is missing.</param>
/// <param name="OpenAlerts">Alerts that nobody has looked at.</param>
/// <param name="Escalated">Alerts that were handed on and are not closed.</param>
/// <param name="Restricted">Symbols that may not be bought.</param>
/// <param name="Overdue">Deadlines that are overdue.</param>
/// <param name="NextDue">The deadline that is due next, or null.</param>
/// <param name="LastReport">The transaction report that was written last, or null.</param>
/// <param name="Reasons">Why it is not <c>ok</c>, a line each.</param>
public sealed record ComplianceStatus(
    string Overall, int OpenAlerts, int Escalated, int Restricted, int Overdue, Deadline? NextDue, ReportedDay? LastReport, IReadOnlyList<string> Reasons);

/// <summary>Reads where compliance stands.</summary>
public sealed class ComplianceStatusReader(ComplianceAlerts alerts, RestrictedList restricted, DeadlineBook deadlines, TransactionReport report, TimeProvider clock)
{
    /// <summary>The status now.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<ComplianceStatus> ReadAsync(CancellationToken cancellationToken)
    {
        var list = await alerts.ListAsync(cancellationToken).ConfigureAwait(false);
        var due = await deadlines.ListAsync(cancellationToken).ConfigureAwait(false);
        var last = await report.LatestAsync(cancellationToken).ConfigureAwait(false);
        var barred = await restricted.ReadAsync(cancellationToken).ConfigureAwait(false);
        var today = NewYork.DateOf(clock.Now());
        var overdue = due.Where(one => one.IsOverdue(today)).ToList();
        var (open, escalated) = (list.Count(one => one.State == ReviewState.Open), list.Count(one => one.State == ReviewState.Escalated));
        List<string> breaches = [.. overdue.Select(one => $"{one.Id} was due on {one.Due:uuuu'-'MM'-'dd}: {one.What}"), .. Of(last)];
        var reasons = open + escalated == 0 ? breaches : [.. breaches, $"{open} alerts are open, {escalated} escalated"];
        return new ComplianceStatus(
            breaches.Count > 0 ? "breach" : open + escalated > 0 ? "attention" : "ok",
            open,
            escalated,
            barred.All.Count,
            overdue.Count,
            due.FirstOrDefault(one => one.Due is not null),
            last,
            reasons);
    }

    // A desk that has never closed a day owes no report.
    private IEnumerable<string> Of(ReportedDay? last)
    {
        if (last is null)
        {
            yield break;
        }

        if (!last.Complete)
        {
            yield return $"the transaction report of {last.Date:uuuu'-'MM'-'dd} lacks {last.Missing.Count} executions";
        }

        var now = clock.Now();
        var expected = ExchangeCalendar.Nyse.LastClosed(now).Date;
        var owed = now >= NewYork.At(expected, new LocalTime(20, 0)) ? expected : ExchangeCalendar.Nyse.Previous(expected).Date;
        if (last.Date < owed)
        {
            yield return $"the last transaction report is of {last.Date:uuuu'-'MM'-'dd}; that of {owed:uuuu'-'MM'-'dd} is missing";
        }
    }
}
