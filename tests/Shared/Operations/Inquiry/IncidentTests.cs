using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using NodaTime;
using Trading.Control.Operators;
using Trading.Operations.Inquiry.Incidents;
using Trading.Reconciliation;
using Trading.Storage;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Operations.Inquiry;

[Collection(RehearsedDays.Name)]
public sealed class IncidentTests(RehearsedDays rehearsed) : IDisposable
{
    private static readonly Interval Days = new(NewYork.StartOf(LeftBehind.First), NewYork.StartOf(LeftBehind.Second.PlusDays(1)));
    private readonly LeftBehind desk = rehearsed.Copy();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task The_archive_holds_what_its_manifest_lists()
    {
        var files = await WriteAsync(Days);

        string[] wanted =
        [
            "journal/2026-03-05.jsonl", "journal/2026-03-06.jsonl", "decisions/2026-03-05.jsonl", "reports/daily/2026-03-05.md", "watchlists/2026-03-05/manifest.json",
            "orders.json", "refused.json", "executions.json", "closes.json", "runs.json", "alerts.json", "positions.json", "state.json", "verify.json",
        ];
        Assert.All(wanted, name => Assert.Contains(name, files.Keys));
        var manifest = JsonDocument.Parse(files["manifest.json"]).RootElement;
        Assert.Empty(manifest.GetProperty("missing").EnumerateArray());
        var listed = manifest.GetProperty("files").EnumerateArray().ToDictionary(file => file.GetProperty("name").GetString()!, file => file.GetProperty("sha256").GetString());
        Assert.Equal(files.Keys.Where(name => name != "manifest.json").Order(StringComparer.Ordinal), listed.Keys.Order(StringComparer.Ordinal));
        Assert.All(listed, file => Assert.Equal(file.Value, Convert.ToHexStringLower(SHA256.HashData(files[file.Key]))));
    }

    [Fact]
    public async Task No_credential_is_in_it()
    {
        var secret = new OperatorRecord("ann", Role.Approver, "laptop", "c2FsdC1vZi1hbm4tMTIzNA==", "aGFzaC1vZi1hbm5zLXRva2Vu", desk.Clock.Now);
        await desk.Store.PutAsync("operators", "desk", "ann:laptop", JsonSerializer.Serialize(secret, TradingJson.Options), default);
        Assert.Single(await new OperatorBook(desk.Store).ListAsync(default));

        var files = await WriteAsync(Days);

        Assert.All(files, file =>
        {
            var text = Encoding.UTF8.GetString(file.Value);
            Assert.DoesNotContain(secret.Salt, text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret.Hash, text, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task A_part_of_a_day_is_cut_to_its_span()
    {
        var open = NewYork.At(LeftBehind.First, new LocalTime(9, 50));
        var files = await WriteAsync(new Interval(open, open + Duration.FromMinutes(2)));

        var lines = Encoding.UTF8.GetString(files["journal/2026-03-05.jsonl"]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToList();
        Assert.All(lines, line => Assert.StartsWith("2026-03-05T14:5", line.GetProperty("at").GetString(), StringComparison.Ordinal));
        Assert.Contains(lines, line => line.GetProperty("kind").GetString() == "order-submitted");
        Assert.DoesNotContain("journal/2026-03-06.jsonl", files.Keys);
    }

    [Fact]
    public async Task What_cannot_be_read_is_said_to_be_missing_and_the_rest_is_there()
    {
        await desk.Store.PutAsync("runs", "2026-03-05", "Broken:day", "[]", default);

        var files = await WriteAsync(Days);

        var missing = Assert.Single(JsonDocument.Parse(files["manifest.json"]).RootElement.GetProperty("missing").EnumerateArray());
        Assert.Equal("runs.json", missing.GetProperty("name").GetString());
        Assert.True(files.ContainsKey("alerts.json") && files.ContainsKey("orders.json") && !files.ContainsKey("runs.json"));
    }

    private async Task<Dictionary<string, byte[]>> WriteAsync(Interval span)
    {
        var source = new IncidentSource(
            desk.Store, desk.Journal, desk.Lister, desk.Fills, desk.Days, new PositionsStore(desk.Store, LeftBehind.Account), new RunLedger(desk.Store, desk.Clock), desk.Alerts, desk.Exporter(new FakeBroker(desk.Clock)));
        using var file = new MemoryStream();
        await new IncidentWriter(source, desk.Clock).WriteAsync(span, new Dictionary<string, ReadOnlyMemory<byte>> { ["verify.json"] = "{}"u8.ToArray() }, file, default);
        file.Position = 0;
        using var zip = new ZipArchive(file, ZipArchiveMode.Read);
        var files = new Dictionary<string, byte[]>();
        foreach (var entry in zip.Entries)
        {
            using var content = new MemoryStream();
            await using var stream = await entry.OpenAsync();
            await stream.CopyToAsync(content);
            files[entry.FullName] = content.ToArray();
        }

        return files;
    }
}
