using System.Text.RegularExpressions;
using Trading.Operations.Alerting;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Operations.Alerting;

/// <summary>The table holds the runbooks' thresholds, and every code that is raised anywhere.</summary>
public sealed partial class AlertTableTests
{
    [Theory]
    [InlineData("var-warning", "var_utilization > 80", "none")]
    [InlineData("var-critical", "var_utilization > 90", "reduce_positions")]
    [InlineData("leverage-warning", "leverage > 1.5", "none")]
    [InlineData("leverage-critical", "leverage > 1.8", "none")]
    [InlineData("fill-rate-warning", "fill_rate < 0.95", "none")]
    [InlineData("fill-rate-critical", "fill_rate < 0.9", "none")]
    [InlineData("slippage-warning", "slippage_bps > 5", "none")]
    [InlineData("slippage-critical", "slippage_bps > 10", "none")]
    [InlineData("backlog", "backlog > 1000", "none")]
    [InlineData("broker-down", "broker_silent_seconds > 300", "close_only")]
    [InlineData("order-unknown", "order_unknown_seconds > 120", "none")]
    [InlineData("difference-old", "difference_age_seconds > 300", "none")]
    [InlineData("daily-loss", "daily_loss_utilization >= 100", "close_only")]
    [InlineData("all-time-drawdown", "all_time_drawdown >= 20", "close_only")]
    [InlineData("drawdown-no-entries", "day_drawdown >= 8", "none")]
    [InlineData("drawdown-quarter", "day_drawdown >= 4", "none")]
    [InlineData("drawdown-half", "day_drawdown >= 2", "none")]
    [InlineData("kill-switch", "kill_mode >= 1", "none")]
    public void The_runbooks_thresholds_are_in_it(string code, string when, string action) =>
        Assert.Equal((when, action), (AlertTable.Of(code).When!.Words, AlertTable.Of(code).Action.Word()));

    [Fact]
    public void A_limit_warns_at_50_75_80_90_and_95_percent() => Assert.Equal(
        [95m, 90m, 80m, 75m, 50m], AlertTable.Watching.Where(rule => rule.When!.Metric == "limit_utilization").Select(rule => rule.When!.Threshold));

    [Fact]
    public void Levels_have_the_runbooks_response_times() => Assert.Equal(
        [5d, 15d, 60d, 240d], Enum.GetValues<AlertLevel>().Select(level => level.ResponseTime().TotalMinutes));

    [Fact]
    public void Rules_of_one_metric_stand_together_and_the_worst_first()
    {
        foreach (var rules in AlertTable.Watching.GroupBy(rule => rule.When!.Metric))
        {
            var places = rules.Select(rule => AlertTable.Watching.ToList().IndexOf(rule)).ToList();
            Assert.Equal(places.Count - 1, places[^1] - places[0]);
            var thresholds = rules.Select(rule => rule.When!.Threshold * (rule.When.Above ? -1 : 1)).ToList();
            Assert.Equal(thresholds.Order(), thresholds);
            Assert.Equal(rules.Select(rule => rule.Level).Order(), rules.Select(rule => rule.Level));
        }
    }

    [Fact]
    public void Codes_are_words_and_each_rule_tells_what_to_do() => Assert.All(AlertTable.All, rule =>
    {
        Assert.Matches("^[a-z0-9-]{3,30}$", rule.Code);
        Assert.True(rule.Sentence.Length > 10 && rule.Runbook.Length > 5, rule.Code);
        Assert.False(rule.Level == AlertLevel.Sev1 && rule.Notify.Count == 0, rule.Code);
    });

    [Fact]
    public void An_action_is_taken_only_on_what_is_watched() =>
        Assert.DoesNotContain(AlertTable.All, rule => rule.Action != AlertActionKind.None && (rule.When is null || rule.Level > AlertLevel.Sev2));

    [Fact]
    public void An_unlisted_code_is_still_somebodys() => Assert.Equal((AlertLevel.Sev3, false), (AlertTable.Of("never-heard-of").Level, AlertTable.Knows("never-heard-of")));

    [Fact]
    public void Every_code_that_is_raised_anywhere_is_in_the_table()
    {
        var told = Files().Where(file => Path.GetFileName(file) == "OperatorRegister.cs").SelectMany(file => Told().Matches(File.ReadAllText(file)));
        var raised = Sources().SelectMany(text => Raised().Matches(text)).Concat(told).Select(match => match.Groups["code"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        Assert.Contains("position-unprotected", raised);
        Assert.Contains("position-missing", raised);
        Assert.Contains("cancel-rate", raised);
        Assert.Contains("operator-added", raised);
        Assert.Equal([], raised.Where(code => !AlertTable.Knows(code)));

        // What raises a code that it was given must be one of those whose callers the pattern reads.
        string[] passing = ["ComplianceAlerts.cs", "CycleHands.cs", "LimitHistory.cs", "OperatorRegister.cs", "ActionAlarm.cs", "StandingAsks.cs", "AlertEvaluator.cs", "Alerts.cs"];
        Assert.Equal([], Files().Where(file => Passed().IsMatch(File.ReadAllText(file))).Select(Path.GetFileName).Except(passing));
    }

    [Fact]
    public void Every_event_of_the_table_is_raised_somewhere()
    {
        var all = string.Concat(Sources());
        string[] composed =
            ["compliance-near-close", "compliance-order-to-fill", "compliance-self-trade", "compliance-wash-trade", "kill-file-unknown", "kill-setting-unknown"];
        Assert.Equal(composed, AlertTable.All.Where(rule => rule.When is null && !all.Contains($"\"{rule.Code}\"", StringComparison.Ordinal)).Select(rule => rule.Code));
    }

    private static IEnumerable<string> Sources() => Files().Select(File.ReadAllText);

    private static IEnumerable<string> Files() => new[] { "shared", "functions", "embedded", "azure" }
        .Select(folder => Path.Combine(SharedData.RepositoryRoot, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal) && !file.Contains("/bin/", StringComparison.Ordinal) && !file.EndsWith("Rules.cs", StringComparison.Ordinal));

    [GeneratedRegex("""(?:RaiseAsync|AlertAsync|WarnAsync|StrayPosition)\(\s*"(?<code>[a-z][a-z0-9-]*)"|ActionAlarm\ [a-z]+\ =[^"]*"(?<code>[a-z][a-z0-9-]*)" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 5000)]
    private static partial Regex Raised();

    [GeneratedRegex("""TellAsync\(\s*"(?<code>[a-z-]+)" """, RegexOptions.ExplicitCapture | RegexOptions.IgnorePatternWhitespace, 5000)]
    private static partial Regex Told();

    [GeneratedRegex("""[aA]lerts\.RaiseAsync\(\s*[^"\s]""", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Passed();
}
