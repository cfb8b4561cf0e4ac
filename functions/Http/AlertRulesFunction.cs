using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Control.Operators;
using Trading.Journal;
using Trading.Operations.Alerting;

namespace Trading.Functions.Http;

/// <summary>The table of alerts, and a try of the ways to people.</summary>
public sealed class AlertRulesFunction(Courier courier, JournalWriter journal)
{
    private static readonly AlertRuleList Rules = new(AlertTable.All.Count, [.. AlertTable.All.Select(Line)]);

    /// <summary>Every alert: what it watches, from when, how bad, whose, who is told, what is done.</summary>
    [Answers(typeof(AlertRuleList))]
    [Function("AlertRules")]
    public static IResult List([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/alerts/rules")] HttpRequest request) => Answer.Json(Rules);

    /// <summary>Sends a test message by every channel and says which took it.</summary>
    [Answers(typeof(AlertTestResult))]
    [Function("TestAlerts")]
    [Access(Role.Operator)]
    public async Task<IResult> TestAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/alerts/test")] HttpRequest request, CancellationToken cancellationToken)
    {
        var who = request.Caller().Name;
        var results = await courier.TestAsync(who, cancellationToken);
        var channels = results.Select(pair => new ChannelResult(pair.Key, pair.Value is null, pair.Value)).ToList();
        await journal.AppendAsync("alert-test", "alert-test", new { Who = who, Channels = channels }, cancellationToken);
        return Answer.Json(new AlertTestResult(channels.Count(channel => channel.Reached), channels, channels.Count == 0 ? "no channel is set up: alerts go to the host's log alone" : null));
    }

    private static AlertRuleLine Line(AlertRule rule) => new(
        rule.Code,
        rule.Level.Word(),
        (int)rule.Level.ResponseTime().TotalMinutes,
        rule.When?.Metric ?? "event",
        rule.When?.Words,
        rule.When is { } condition ? (int)condition.For.TotalSeconds : null,
        rule.When?.Clear,
        rule.Owner.Word(),
        [.. rule.Notify.Select(party => party.Word())],
        rule.Action.Word(),
        rule.Sentence,
        rule.Runbook);
}

/// <summary>The table of alerts.</summary>
/// <param name="Count">Rules.</param>
/// <param name="Rules">By code.</param>
internal sealed record AlertRuleList(int Count, IReadOnlyList<AlertRuleLine> Rules);

/// <summary>One rule.</summary>
/// <param name="Code">The alert's code.</param>
/// <param name="Severity"><c>SEV1</c> to <c>SEV4</c>.</param>
/// <param name="RespondWithinMinutes">Within how many minutes somebody answers.</param>
/// <param name="Metric">What it watches; <c>event</c> when it is raised as something happens.</param>
/// <param name="When">From when, in words; null for an event.</param>
/// <param name="ForSeconds">For how long; null for an event.</param>
/// <param name="Clear">The value at which it is over, where that is not the threshold.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Notify">Who is told; empty when it is only recorded.</param>
/// <param name="Action">What the desk does by itself.</param>
/// <param name="Sentence">What it means.</param>
/// <param name="Runbook">What to do first.</param>
internal sealed record AlertRuleLine(
    string Code,
    string Severity,
    int RespondWithinMinutes,
    string Metric,
    string? When,
    int? ForSeconds,
    decimal? Clear,
    string Owner,
    IReadOnlyList<string> Notify,
    string Action,
    string Sentence,
    string Runbook);

/// <summary>What became of a test.</summary>
/// <param name="Reached">Channels that took it.</param>
/// <param name="Channels">Each channel.</param>
/// <param name="Reason">Why nobody was reached.</param>
internal sealed record AlertTestResult(int Reached, IReadOnlyList<ChannelResult> Channels, string? Reason);

/// <summary>What one channel did with a test.</summary>
/// <param name="Channel">Its name.</param>
/// <param name="Reached">Whether it took the message.</param>
/// <param name="Fault">The kind of fault, when it did not.</param>
internal sealed record ChannelResult(string Channel, bool Reached, string? Fault);
