using System.Globalization;
using System.Text;
using NodaTime;
using NodaTime.Text;
using Trading.Accounting;
using Trading.Compliance.Conduct;
using Trading.Compliance.Restricted;
using Trading.Compliance.Transactions;
using Trading.Storage;

namespace Trading.Compliance;

/// <summary>The day's compliance summary for people: blob <c>reports/compliance/DATE.md</c>.</summary>
public sealed class ComplianceSummary(ComplianceStatusReader status, ComplianceAlerts alerts, RestrictedList restricted, TransactionReport report, IBlobs blobs) : IEndOfDayStep
{
    /// <inheritdoc/>
    public string Name => "compliance";

    /// <inheritdoc/>
    public async ValueTask RunAsync(DayClose close, string correlation, CancellationToken cancellationToken)
    {
        var now = await status.ReadAsync(cancellationToken).ConfigureAwait(false);
        var found = (await alerts.ListAsync(cancellationToken).ConfigureAwait(false)).Where(alert => alert.Date == close.Date).ToList();
        var barred = await restricted.ReadAsync(cancellationToken).ConfigureAwait(false);
        var reported = await report.OnAsync(close.Date, cancellationToken).ConfigureAwait(false);
        var text = TextOf(close.Date, now, found, barred, reported);
        await blobs.PutAsync(DailyReport.Container, NameOf(close.Date), Encoding.UTF8.GetBytes(text), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The summary of a date, or null.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<string?> OnAsync(LocalDate date, CancellationToken cancellationToken) =>
        await blobs.ReadAsync(DailyReport.Container, NameOf(date), cancellationToken).ConfigureAwait(false) is { } stored ? Encoding.UTF8.GetString(stored.Content.Span) : null;

    internal static string TextOf(LocalDate date, ComplianceStatus now, IReadOnlyList<ComplianceAlert> found, RestrictedSet barred, ReportedDay? reported)
    {
        var text = new StringBuilder();
        Line(text, $"# Compliance {LocalDatePattern.Iso.Format(date)}: {now.Overall}");
        Line(text, $"");
        Line(text, $"| | |");
        Line(text, $"|---|---|");
        Line(text, $"| Transaction report | {ReportOf(reported)} |");
        Line(text, $"| Findings of the day | {found.Count} |");
        Line(text, $"| Alerts open, escalated | {now.OpenAlerts}, {now.Escalated} |");
        Line(text, $"| Deadlines overdue | {now.Overdue} |");
        Line(text, $"| Restricted | {(barred.All.Count == 0 ? "none" : string.Join(", ", barred.All.Select(one => one.Symbol)))} |");
        List(text, "Why", now.Reasons);
        List(text, "Findings", [.. found.Select(alert => $"{alert.Rule} ({alert.State}): {alert.Sentence}")]);
        return text.ToString();
    }

    private static string ReportOf(ReportedDay? reported) => reported is null ? "not written"
        : reported.Complete ? $"complete, {reported.Executions} executions"
        : $"{reported.Missing.Count} executions are missing: {string.Join(", ", reported.Missing)}";

    private static void List(StringBuilder text, string title, IReadOnlyList<string> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        Line(text, $"");
        Line(text, $"## {title}");
        Line(text, $"");
        foreach (var line in lines)
        {
            Line(text, $"- {line}");
        }
    }

    private static string NameOf(LocalDate date) => $"compliance/{LocalDatePattern.Iso.Format(date)}.md";

    private static void Line(StringBuilder text, FormattableString line) => text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
