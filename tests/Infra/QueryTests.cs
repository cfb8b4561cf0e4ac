using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Operations.Alerting;
using Trading.Operations.Telemetry;

namespace Trading.Tests.Infra;

/// <summary>A query that names what nobody sends finds nothing and says all is well: every name in it is one of the code's.</summary>
public sealed partial class QueryTests
{
    private static readonly HashSet<string> Telemetry = typeof(TelemetryNames).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral)
        .Select(field => (string)field.GetRawConstantValue()!).ToHashSet(StringComparer.Ordinal);

    private static readonly Lazy<string> Code = new(() => string.Join('\n', new[] { "shared", "functions" }.SelectMany(room => InfraFiles.Named(room, ".cs"))
        .Where(file => !file.Contains("/obj/", StringComparison.Ordinal)).Select(InfraFiles.Text)));

    [Fact]
    public void Every_query_begins_with_its_question() => Assert.All(InfraFiles.Queries, query => Assert.Matches(@"\A// [A-Z][^\n]*\?", query.Value));

    [Fact]
    public void Every_meter_in_a_query_is_one_that_the_code_has() => AssertKnown(Meter(), name => Telemetry.Contains(name)
        || AlertTable.Watching.Any(rule => TelemetryNames.GaugePrefix + rule.When!.Metric == name));

    [Fact]
    public void Every_event_in_a_query_is_one_that_the_code_journals() => AssertKnown(Event(), name => Code.Value.Contains($"\"{name}\"", StringComparison.Ordinal));

    [Fact]
    public void Every_dimension_in_a_query_is_one_that_the_code_sends() => AssertKnown(Dimension(), Telemetry.Contains);

    [Fact]
    public void The_alerts_name_gauges_as_the_code_does()
    {
        var bicep = InfraFiles.Text("infra/modules/metricAlerts.bicep");
        Assert.Contains($"Name == \"{TelemetryNames.GaugePrefix}${{rule.metric}}\"", bicep, StringComparison.Ordinal);
        Assert.Contains($"Properties[\"{TelemetryNames.SubjectDimension}\"]", bicep, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_query_is_in_the_pack()
    {
        var pack = PackLine().Matches(InfraFiles.Text("infra/modules/queryPack.bicep"));
        Assert.Equal(InfraFiles.Queries.Keys, pack.Select(line => line.Groups["name"].Value));
        Assert.All(pack, line => Assert.Equal(line.Groups["name"].Value, line.Groups["file"].Value));
    }

    /// <summary>The workbook holds its queries' text, and shows the question as the title.</summary>
    [Fact]
    public void The_workbook_asks_the_same_queries()
    {
        using var book = JsonDocument.Parse(InfraFiles.Text("infra/workbook.json"));
        var items = book.RootElement.GetProperty("items").EnumerateArray().Where(item => item.GetProperty("type").GetInt32() == 3).ToList();
        Assert.NotEmpty(items);
        Assert.All(items, item =>
        {
            var content = item.GetProperty("content");
            var query = content.GetProperty("query").GetString()!;
            Assert.Equal(InfraFiles.Queries[item.GetProperty("name").GetString()!].ReplaceLineEndings("\n"), query + "\n");
            Assert.StartsWith($"// {content.GetProperty("title").GetString()}\n", query, StringComparison.Ordinal);
        });
    }

    private static void AssertKnown(Regex pattern, Func<string, bool> isKnown)
    {
        var named = InfraFiles.Queries.SelectMany(query => pattern.Matches(query.Value).SelectMany(match => match.Groups["name"].Captures).Select(name => (query.Key, name.Value))).ToList();
        Assert.NotEmpty(named);
        Assert.All(named, each => Assert.True(isKnown(each.Value), $"{each.Key}.kql names {each.Value}, which nothing sends"));
    }

    [GeneratedRegex(@"\bName (==|in \()\s*('(?<name>[^']+)'[,\s]*)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Meter();

    [GeneratedRegex(@"(Properties\['trading\.event'\]|\bEvent) (==|in \()\s*('(?<name>[^']+)'[,\s]*)+", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Event();

    [GeneratedRegex(@"Properties\['(?<name>[^']+)'\]", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Dimension();

    [GeneratedRegex(@"^  '(?<name>[a-z-]+)': loadTextContent\('\.\./queries/(?<file>[a-z-]+)\.kql'\)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex PackLine();
}
