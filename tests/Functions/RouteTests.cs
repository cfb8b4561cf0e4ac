using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Trading.Tests.Simulation;
using Trading.Tests.Support;

namespace Trading.Tests.Functions;

/// <summary>Each route of a desk that has traded a day, asked over HTTP of the function app itself.</summary>
public sealed class RouteTests : IDisposable
{
    private const string Date = "2026-03-05";
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task The_routes_tell_what_the_rehearsed_day_left_behind()
    {
        var state = Path.Combine(folder.FullPath, "state");
        var day = (await RehearsalRun.RunAsync("--date", Date, "--seed", "1", "--state", state)).Days.Single();
        using var process = FunctionAppProcess.Start("serve", "--port", "0", "--state", state);
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressAsync(process) };

            // The broker has gone on since that day: what is held and pending now is its business, what was done then is not.
            await AssertListAsync(client, "api/positions", "positions", least: 0);
            await AssertListAsync(client, "api/orders", "orders", least: 1);
            await AssertListAsync(client, "api/orders/pending", "orders", least: 0);
            await AssertListAsync(client, $"api/trades?date={Date}", "trades", RehearsalRun.Orders(day, "filled"));
            Assert.Equal(
                day.GetProperty("pnl").GetProperty("total").GetDecimal(),
                (await JsonAsync(client, $"api/pnl?date={Date}")).GetProperty("pnl").GetProperty("summary").GetProperty("total").GetDecimal());
            var status = await JsonAsync(client, "api/system/status");
            Assert.Equal((false, true), (status.GetProperty("trading_enabled").GetBoolean(), status.GetProperty("dry_run").GetBoolean()));
            Assert.Equal("ready", (await JsonAsync(client, "ready")).GetProperty("status").GetString());
            Assert.Equal(11, (await JsonAsync(client, "health", anyStatus: true)).GetProperty("checks").GetArrayLength());

            // Whether it is fresh is a matter of the hour at which the test runs: a desk that is started in the morning scans.
            Assert.NotEmpty((await JsonAsync(client, "api/watchlist")).GetProperty("reason").GetString()!);
            Assert.Contains("<title>TradingFunctions</title>", await client.GetStringAsync(new Uri("/", UriKind.Relative)), StringComparison.Ordinal);
            await AssertFiguresAsync(client, day);
            await AssertNothingToShowAsync(client);
        }
        finally
        {
            process.Kill();
            await process.WaitForExitAsync();
        }
    }

    private static async Task AssertListAsync(HttpClient client, string path, string name, int least)
    {
        var answer = await JsonAsync(client, path);
        Assert.Equal(answer.GetProperty("count").GetInt32(), answer.GetProperty(name).GetArrayLength());
        Assert.True(answer.GetProperty("count").GetInt32() >= least, $"{path}: {answer.GetProperty("count")}");
    }

    private static async Task AssertFiguresAsync(HttpClient client, JsonElement day)
    {
        await AssertListAsync(client, $"api/kpi?date={Date}", "kpis", least: 7);
        Assert.True((await JsonAsync(client, $"api/pnl?date={Date}&recompute=true")).GetProperty("recomputed").GetProperty("equal").GetBoolean());
        var curve = (await JsonAsync(client, $"api/pnl/equity?date={Date}")).GetProperty("points");
        Assert.Equal(day.GetProperty("pnl").GetProperty("equity").GetDecimal(), curve[curve.GetArrayLength() - 1].GetProperty("equity").GetDecimal());
        var stats = (await JsonAsync(client, $"api/execution/stats?date={Date}")).GetProperty("stats");
        Assert.Equal(RehearsalRun.Orders(day, "filled") > 0, stats.GetProperty("orders").GetInt32() > 0);
        await AssertListAsync(client, $"api/compliance/report?date={Date}", "transactions", RehearsalRun.Orders(day, "filled"));
        Assert.StartsWith($"# Compliance {Date}", (await JsonAsync(client, $"api/compliance/summary?date={Date}")).GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal(0, (await JsonAsync(client, "api/compliance/status")).GetProperty("overdue").GetInt32());
        await AssertListAsync(client, "api/compliance/alerts", "alerts", least: 0);
        await AssertListAsync(client, "api/compliance/restricted", "restricted", least: 0);
        await AssertListAsync(client, "api/compliance/calendar", "deadlines", least: 0);
    }

    private static async Task AssertNothingToShowAsync(HttpClient client)
    {
        var empty = await JsonAsync(client, "api/trades?date=2026-01-02");
        Assert.Equal((0, "nothing was executed"), (empty.GetProperty("count").GetInt32(), empty.GetProperty("reason").GetString()));
        Assert.Equal("the books of that day are not closed", (await JsonAsync(client, "api/pnl?date=2026-01-02")).GetProperty("reason").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, (await client.GetAsync(new Uri("api/pnl?date=someday", UriKind.Relative))).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync(new Uri("api/nothing", UriKind.Relative))).StatusCode);
    }

    private static async Task<JsonElement> JsonAsync(HttpClient client, string path, bool anyStatus = false)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative));
        Assert.True(anyStatus || response.StatusCode == HttpStatusCode.OK, $"{path}: {response.StatusCode}");
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    // Alerts may be told before the line that names the address.
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
