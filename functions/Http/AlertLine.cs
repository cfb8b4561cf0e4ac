using NodaTime;
using Trading.Operations;
using Trading.Operations.Alerting;

namespace Trading.Functions.Http;

/// <summary>An alert as the route tells it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Code">What.</param>
/// <param name="Subject">What it is about.</param>
/// <param name="Severity"><c>SEV1</c> to <c>SEV4</c>.</param>
/// <param name="State"><c>open</c>, <c>silenced</c>, <c>acknowledged</c> or <c>resolved</c>.</param>
/// <param name="Sentence">What, where.</param>
/// <param name="Runbook">What to do first.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="At">When it was first raised, UTC.</param>
/// <param name="Since">Since when it stands, UTC.</param>
/// <param name="AgeSeconds">How long it has stood, or stood until it was over.</param>
/// <param name="Times">How often it was raised.</param>
/// <param name="RespondBy">By when somebody must have answered, UTC.</param>
/// <param name="Escalation">Steps of escalation taken.</param>
/// <param name="NextEscalationAt">When the next is due, UTC, or null.</param>
/// <param name="AcknowledgedBy">Who answered, or null.</param>
/// <param name="AcknowledgedAt">When, UTC.</param>
/// <param name="Note">What they said.</param>
/// <param name="Silence">The silence that keeps it quiet, or null.</param>
/// <param name="Action">What the desk does by itself.</param>
/// <param name="ActedAt">When it did, UTC, or null.</param>
/// <param name="ResolvedAt">When it was over, UTC, or null.</param>
/// <param name="Resolution">Why it was over.</param>
internal sealed record AlertLine(
    string Id,
    string Code,
    string Subject,
    string Severity,
    string State,
    string Sentence,
    string Runbook,
    string Owner,
    Instant At,
    Instant Since,
    long AgeSeconds,
    int Times,
    Instant RespondBy,
    int Escalation,
    Instant? NextEscalationAt,
    string? AcknowledgedBy,
    Instant? AcknowledgedAt,
    string? Note,
    string? Silence,
    string Action,
    Instant? ActedAt,
    Instant? ResolvedAt,
    string? Resolution)
{
    private static readonly string[] States = [.. Enum.GetValues<AlertState>().Select(Word)];

    public static AlertLine Of(Alert alert, Instant now)
    {
        var rule = AlertTable.Of(alert.Code);
        var since = alert.Since();

        // A clock that stands behind the alert's is not an age below zero.
        var age = (long)Duration.Max(Duration.Zero, (alert.ResolvedAt ?? now) - since).TotalSeconds;
        return new AlertLine(
            alert.Id,
            alert.Code,
            alert.Subject,
            rule.Level.Word(),
            Word(alert.State),
            alert.Sentence,
            rule.Runbook,
            rule.Owner.Word(),
            alert.At,
            since,
            age,
            alert.Times,
            since + rule.Level.ResponseTime(),
            alert.Escalation,
            alert.NextEscalationAt,
            alert.AcknowledgedBy,
            alert.AcknowledgedAt,
            alert.Note,
            alert.Silence,
            rule.Action.Word(),
            alert.ActedAt,
            alert.ResolvedAt,
            alert.Resolution);
    }

    /// <summary>Where it stands in a list, as a text that sorts: those that nobody has answered first, the gravest first, the oldest first.</summary>
    public string Place() => $"{Array.IndexOf(States, State)}{Severity}{Since:uuuuMMddHHmmss}{Id}";

    public static string Word(AlertState state) => state.ToString().ToLowerInvariant();
}

/// <summary>A page of alerts.</summary>
/// <param name="Count">Alerts on the page.</param>
/// <param name="Open">Alerts that nobody has answered, of all that were asked for.</param>
/// <param name="Alerts">Them.</param>
/// <param name="Next">Where the next page begins, or null.</param>
/// <param name="Reason">Why there is nothing to show.</param>
internal sealed record AlertList(int Count, int Open, IReadOnlyList<AlertLine> Alerts, string? Next, string? Reason);
