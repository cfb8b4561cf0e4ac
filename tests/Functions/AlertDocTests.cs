using Trading.Operations.Alerting;
using Trading.Tests.Support;

namespace Trading.Tests.Functions;

/// <summary>docs/alerts.md has every alert of the table, with what to do, and no other.</summary>
public sealed class AlertDocTests
{
    private static readonly string[] Document = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "docs", "alerts.md"));

    [Fact]
    public void The_document_has_every_alert_as_the_table_has_it() =>
        Assert.Equal(AlertTable.All.Select(Line), Document.Where(static line => line.StartsWith("| `", StringComparison.Ordinal)));

    private static string Line(AlertRule rule) =>
        $"| `{rule.Code}` | {rule.Level.ToString().ToUpperInvariant()} | {(rule.When is { } when ? $"`{when.Words}`" : "an event")} | {rule.Sentence} | {rule.Runbook} | {(rule.Action == AlertActionKind.None ? string.Empty : rule.Action)} |";
}
