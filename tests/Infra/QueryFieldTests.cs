using System.Text.Json;
using System.Text.RegularExpressions;
using Trading.Tests.Shared.Operations.Inquiry;

namespace Trading.Tests.Infra;

/// <summary>The fields that a query reads out of an event are there: held against the events of two traded days, as far as those had the event.</summary>
[Collection(RehearsedDays.Name)]
public sealed partial class QueryFieldTests(RehearsedDays days)
{
    [Fact]
    public void Every_field_that_a_query_reads_is_in_the_event()
    {
        var events = Directory.EnumerateFiles(Path.Combine(days.State, "blobs", "journal"), "*.jsonl").SelectMany(File.ReadLines).Select(line => JsonDocument.Parse(line).RootElement)
            .ToLookup(one => one.GetProperty("kind").GetString()!, one => one.GetProperty("data"), StringComparer.Ordinal);
        var looked = 0;
        foreach (var (name, kinds, fields) in InfraFiles.Queries.SelectMany(Parts))
        {
            // An event that these days did not have tells nothing of its fields.
            if (kinds.All(events.Contains))
            {
                looked += fields.Count;
                Assert.All(fields, field => Assert.True(kinds.SelectMany(kind => events[kind]).Any(data => Has(data, field)), $"{name}.kql reads data.{field} of {string.Join(", ", kinds)}: no such event has it"));
            }
        }

        Assert.InRange(looked, 20, int.MaxValue);
    }

    // A query is cut where it begins to read another table: the fields of a part are of the kinds that the part names.
    private static IEnumerable<(string Name, List<string> Kinds, List<string> Fields)> Parts(KeyValuePair<string, string> query) =>
        query.Value.Split("AppTraces").Skip(1).Select(part => (
            query.Key,
            Kind().Matches(part).SelectMany(match => match.Groups["name"].Captures).Select(name => name.Value).Distinct().ToList(),
            Field().Matches(part).Select(match => match.Groups["path"].Value).Distinct().ToList()));

    private static bool Has(JsonElement data, string path)
    {
        foreach (var step in path.Split('.'))
        {
            if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty(step, out data))
            {
                return false;
            }
        }

        return true;
    }

    [GeneratedRegex(@"(Properties\['trading\.event'\]|\bEvent) (==|in \()\s*('(?<name>[^']+)'[,\s]*)+", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Kind();

    [GeneratedRegex(@"\bdata\.(?<path>[A-Za-z]+(\.[A-Za-z]+)*)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Field();
}
