using System.Diagnostics;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Trading.Embedded.Storage;
using Trading.Tests.Shared.Operations.Inquiry;
using Trading.Tests.Support;

namespace Trading.Tests.Functions;

/// <summary>What people ask afterwards, asked over HTTP of the function app itself.</summary>
[Collection(RehearsedDays.Name)]
public sealed class InquiryRouteTests(RehearsedDays rehearsed) : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_inquiry_answers()
    {
        using var process = FunctionAppProcess.Start("serve", "--port", "0", "--state", rehearsed.CopyTo(folder));
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressAsync(process) };
            await AssertListsAsync(client);
            await AssertTradeAsync(client);
            await AssertStateAsync(client);
            await AssertFilesAsync(client);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    [Fact]
    [Trait("Bug", "AVWAP2.7.schema-drop")]
    public async Task A_store_of_another_schema_refuses_to_start_in_one_line()
    {
        var state = rehearsed.CopyTo(folder);
        using (var hold = StateFolderLock.Take(state))
        using (var store = FileStore.Open(hold, new ManualClock(default), Durability.Process))
        {
            await store.PutAsync("desk", "desk", "schema", """{"version":2}""", default);
        }

        foreach (string[] verb in new[] { new[] { "serve", "--port", "0" }, ["rehearse", "--date", "2026-03-09", "--seed", "1"] })
        {
            var run = await FunctionAppProcess.RunAsync([.. verb, "--state", state]);

            Assert.Equal(1, run.ExitCode);
            Assert.Contains("schema version 2", Assert.Single(run.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        }
    }

    private static async Task AssertListsAsync(HttpClient client)
    {
        Assert.True((await JsonAsync(client, "api/orders?status=blocked&reason=rate_limit&date=2026-03-05")).GetProperty("count").GetInt32() > 0);
        Assert.Equal(14, (await JsonAsync(client, "api/trades?week=2026-03-05")).GetProperty("count").GetInt32());
        var page = await JsonAsync(client, "api/trades?week=2026-03-05&limit=10");
        Assert.Equal(4, (await JsonAsync(client, $"api/trades?week=2026-03-05&after={page.GetProperty("next").GetString()}")).GetProperty("count").GetInt32());
        var newest = await JsonAsync(client, "api/journal?date=2026-03-06&order=newest&limit=1");
        Assert.Equal(1, newest.GetProperty("count").GetInt32());
        Assert.True((await JsonAsync(client, "api/journal/verify")).GetProperty("ok").GetBoolean());
        foreach (var wrong in new[] { "api/orders?status=done", "api/orders?limit=0", "api/trades?limit=1001", "api/journal?after=x", "api/symbols/AIG?date=soon", "api/incident", "api/export/trades?format=xml" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri(wrong, UriKind.Relative))).StatusCode);
        }
    }

    private static async Task AssertTradeAsync(HttpClient client)
    {
        var trade = (await JsonAsync(client, "api/trades?date=2026-03-06")).GetProperty("trades")[0];
        var chain = await JsonAsync(client, $"api/trades/{trade.GetProperty("id").GetString()}/chain");
        Assert.Equal("closed", chain.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("api/trades/nothing/chain", UriKind.Relative))).StatusCode);
        var symbol = await JsonAsync(client, $"api/symbols/{trade.GetProperty("symbol").GetString()}?date=2026-03-05");
        Assert.True(symbol.GetProperty("bought").GetBoolean());
    }

    private static async Task AssertStateAsync(HttpClient client)
    {
        var verify = await JsonAsync(client, "api/verify");
        Assert.Contains(verify.GetProperty("lines").EnumerateArray(), line => line.GetProperty("name").GetString() == "functions" && line.GetProperty("result").GetString() == "PASS");
        Assert.True(verify.GetProperty("jobs").GetArrayLength() > 0);
        Assert.Equal(12, (await JsonAsync(client, "api/audit")).GetProperty("invariants").GetArrayLength());
        Assert.Equal("PASS", (await JsonAsync(client, "api/state/check")).GetProperty("status").GetString());
        Assert.Equal(1, (await JsonAsync(client, "api/export/state")).GetProperty("schema_version").GetInt32());
    }

    private static async Task AssertFilesAsync(HttpClient client)
    {
        var csv = await client.GetStringAsync(new Uri("api/export/trades?from=2026-03-05&to=2026-03-06&format=csv", UriKind.Relative));
        Assert.Equal(15, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        using var zip = new ZipArchive(new MemoryStream(await client.GetByteArrayAsync(new Uri("api/incident?from=2026-03-05&to=2026-03-06", UriKind.Relative))));
        Assert.NotNull(zip.GetEntry("manifest.json"));
        Assert.NotNull(zip.GetEntry("verify.json"));
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        var body = await response.Content.ReadAsStringAsync();
        Assert.True(response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode} {body}");
        return JsonDocument.Parse(body).RootElement;
    }

    private static async Task<Uri> AddressAsync(Process process)
    {
        while (await process.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith("serving ", StringComparison.Ordinal))
            {
                return new Uri(line.Split(' ')[1]);
            }
        }

        throw new InvalidOperationException("the function app ended before it served");
    }
}
