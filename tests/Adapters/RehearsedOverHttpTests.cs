using System.Text.Json.Nodes;
using Trading.Tests.Simulation;
using Trading.Tests.Support;

namespace Trading.Tests.Adapters;

/// <summary>
/// A rehearsed day is the same day when its orders leave through the broker's own client and come back over HTTP: the report, and the journal event for event. Only the names
/// that the broker gives to orders and executions differ, and its reasons, which its API does not tell; and a price of 91.30 may come back as 91.3.
/// </summary>
public sealed class RehearsedOverHttpTests
{
    private static readonly string[] TheBrokersOwn = ["brokerOrderId", "fill"];
    private static readonly string[] Chain = ["previous", "hash"];

    [SharedDataFact]
    public async Task Two_days_of_real_bars_are_the_same() => await AssertSameAsync("--bars", SharedData.Folder!, "--date", "2013-10-07", "--days", "2");

    private static async Task AssertSameAsync(params string[] what)
    {
        using var files = new TempFolder();
        var (here, there) = (Path.Combine(files.FullPath, "here"), Path.Combine(files.FullPath, "there"));
        var direct = await RehearsalRun.RunAsync([.. what, "--state", here]);
        var overHttp = await RehearsalRun.RunAsync([.. what, "--state", there, "--broker", "alpaca"]);
        Assert.True(RehearsalRun.Orders(direct.Days[0], "submitted") > 0);
        Assert.All(overHttp.Days, RehearsalRun.AssertHeld);
        foreach (var (one, other) in direct.Days.Zip(overHttp.Days))
        {
            foreach (var part in new[] { "date", "functions", "gate", "orders", "positions", "pnl", "invariants" })
            {
                Assert.Equal(one.GetProperty(part).GetRawText(), other.GetProperty(part).GetRawText());
            }
        }

        Assert.Equal(JournalOf(here), JournalOf(there));
    }

    private static IEnumerable<string> JournalOf(string state) =>
        from file in Directory.GetFiles(Path.Combine(state, "blobs", "journal")).Order(StringComparer.Ordinal)
        from line in File.ReadLines(file)
        select Plain(JsonNode.Parse(line)!);

    private static string Plain(JsonNode line)
    {
        foreach (var name in Chain)
        {
            line.AsObject().Remove(name);
        }

        if (line["data"] is JsonObject data)
        {
            Strip(data);
            if ((string?)line["kind"] == "order-changed")
            {
                data.Remove("reason");
            }

            if ((string?)line["kind"] == "snapshot-taken")
            {
                // They are made over the broker's names.
                data.Remove("headHash");
                data.Remove("records");
            }
        }

        return Same(line)!.ToJsonString();
    }

    // The same number in the same words.
    private static JsonNode? Same(JsonNode? node) => node switch
    {
        JsonObject map => new JsonObject(map.Select(one => KeyValuePair.Create(one.Key, Same(one.Value)))),
        JsonArray list => new JsonArray([.. list.Select(Same)]),
        JsonValue value when value.TryGetValue(out decimal number) => JsonValue.Create(number / 1.0000000000000000000000000000m),
        _ => node?.DeepClone(),
    };

    private static void Strip(JsonObject data)
    {
        foreach (var name in TheBrokersOwn)
        {
            data.Remove(name);
        }

        foreach (var leg in (data["legs"] as JsonArray ?? []).OfType<JsonObject>())
        {
            Strip(leg);
        }
    }
}
