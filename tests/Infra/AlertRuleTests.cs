using System.Globalization;
using System.Text.Json;
using Trading.Operations.Alerting;

namespace Trading.Tests.Infra;

/// <summary>The cloud watches what the desk watches, at the same thresholds, and tells the same people: infra/alerts.json is the part of the alert table that watches a metric.</summary>
public sealed class AlertRuleTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);

    [Fact]
    public void The_rules_of_the_cloud_are_those_of_the_table()
    {
        var told = JsonSerializer.Deserialize<List<CloudRule>>(InfraFiles.Text("infra/alerts.json"), Options)!;
        var coded = AlertTable.Watching.Select(Of).ToList();
        Assert.Equal(coded.Select(Line).Order(StringComparer.Ordinal), told.Select(Line).Order(StringComparer.Ordinal));
    }

    /// <summary>The fastest that a rule looks is a minute, and it looks back ten: a reading that comes every five minutes is seen.</summary>
    [Fact]
    public void Severity_and_pace_follow_the_level()
    {
        var bicep = InfraFiles.Text("infra/modules/metricAlerts.bicep");
        Assert.Contains("severity: rule.level - 1", bicep, StringComparison.Ordinal);
        Assert.Contains("evaluationFrequency: rule.level == 1 ? 'PT1M' : 'PT5M'", bicep, StringComparison.Ordinal);
    }

    /// <summary>Whom a rule tells are words of the alert table; each of them has an action group.</summary>
    [Fact]
    public void Everybody_whom_the_table_names_has_an_action_group()
    {
        var bicep = InfraFiles.Text("infra/modules/actionGroups.bicep");
        Assert.All(Enum.GetValues<AlertParty>(), party => Assert.Contains($"  {party.Word()}: groups[{(int)party - 1}].id", bicep, StringComparison.Ordinal));
        Assert.All(Enum.GetValues<AlertParty>(), party => Assert.Contains($"word: '{party.Word()}'", bicep, StringComparison.Ordinal));
    }

    private static CloudRule Of(AlertRule rule) => new(
        rule.Code,
        (int)rule.Level,
        rule.When!.Metric,
        (rule.When.Above ? ">" : "<") + (rule.When.Inclusive ? "=" : string.Empty),
        rule.When.Threshold.ToString("0.####", CultureInfo.InvariantCulture),
        [.. rule.Notify.Select(party => party.Word())],
        rule.Sentence,
        rule.Runbook);

    private static string Line(CloudRule rule) => JsonSerializer.Serialize(rule, Options);

    private sealed record CloudRule(string Code, int Level, string Metric, string Operator, string Threshold, IReadOnlyList<string> Notify, string Sentence, string Runbook);
}
