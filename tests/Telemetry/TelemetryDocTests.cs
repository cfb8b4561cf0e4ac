using System.Reflection;
using System.Text.RegularExpressions;
using Trading.Operations.Alerting;
using Trading.Operations.Telemetry;
using Trading.Tests.Support;

namespace Trading.Tests.Telemetry;

/// <summary>docs/telemetry.md, the tables and the names in code say the same.</summary>
public sealed class TelemetryDocTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, "docs", "telemetry.md"));

    [Fact]
    public void The_tables_of_the_document_are_those_of_the_code()
    {
        var coded = TelemetryTable.All.Concat(ReadingTable.All.Select(static line => line with { Name = TelemetryNames.GaugePrefix + line.Name })).Select(Row);
        var told = Rows("counter", "histogram", "gauge");
        Assert.Equal(coded, told);
    }

    [Fact]
    public void Every_name_in_code_is_in_the_document() => Assert.All(
        typeof(TelemetryNames).GetFields(BindingFlags.Public | BindingFlags.Static).Where(static field => field.Name is not nameof(TelemetryNames.Source) and not nameof(TelemetryNames.GaugePrefix)),
        static field => Assert.Contains($"`{field.GetRawConstantValue()}`", Text, StringComparison.Ordinal));

    [Fact]
    public void Every_metric_that_an_alert_watches_is_a_gauge_of_the_table() =>
        Assert.DoesNotContain(AlertTable.Watching.Select(static rule => rule.When!.Metric).Distinct(), static metric => ReadingTable.Of(metric) is null);

    [Fact]
    public void Every_reading_that_the_code_makes_is_in_the_table()
    {
        var made = new[] { "shared", "functions" }.Select(static room => Path.Combine(SharedData.RepositoryRoot, room))
            .SelectMany(static room => Directory.EnumerateFiles(room, "*Reading*.cs", SearchOption.AllDirectories))
            .SelectMany(static file => Regex.Matches(File.ReadAllText(file), "(?:new Reading|Plain|new)\\(\\s*\"(?<name>[a-z_]+)\"", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
            .Select(static match => match.Groups["name"].Value).Distinct().ToList();
        Assert.Contains("kill_mode", made);
        Assert.Contains("net_pnl_today_usd", made);
        Assert.DoesNotContain(made, static name => ReadingTable.Of(name) is null);
    }

    [Fact]
    public void The_earlier_systems_names_lead_to_ours()
    {
        string[] earlier =
        [
            "events_processed_total", "events_failed_total", "event_latency_seconds", "risk_decisions_total", "reconcile_errors_total", "pending_orders", "open_positions", "portfolio_value_usd",
            "kafka_consumer_lag", "aiq_heartbeat_age_s", "aiq_open_pos", "aiq_kill_mode", "aiq_pnl_today_usd", "aiq_fees_today_usd", "aiq_net_pnl_today_usd", "aiq_drawdown_today_pct",
            "portfolio_var_utilization", "broker_connected",
        ];
        var known = TelemetryTable.All.Concat(ReadingTable.All).SelectMany(static line => line.Before.Split(", ")).ToHashSet(StringComparer.Ordinal);
        Assert.Subset(known, earlier.ToHashSet(StringComparer.Ordinal));
    }

    private static string Row(TelemetryLine line) => $"`{line.Name}` | {line.Kind} | {line.Unit} | {Marked(line.Dimensions)} | {line.Sentence} | {Marked(line.Before)}";

    private static string Marked(string names) => names.Length == 0 ? string.Empty : string.Join(", ", names.Split(", ").Select(static name => $"`{name}`"));

    private static IEnumerable<string> Rows(params string[] kinds) => Text.Split('\n')
        .Where(static line => line.StartsWith("| `trading.", StringComparison.Ordinal))
        .Select(static line => line.Trim('|').Split('|').Select(static cell => cell.Trim()).ToArray())
        .Where(cells => kinds.Contains(cells[1], StringComparer.Ordinal))
        .Select(static cells => string.Join(" | ", cells));
}
