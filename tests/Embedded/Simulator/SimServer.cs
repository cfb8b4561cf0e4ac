using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using Trading.Embedded.Market;
using Trading.Embedded.Simulator;
using Trading.Tests.Embedded.Broker;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Simulator;

/// <summary>A simulator on a socket of this machine, its clock set by hand, and a client with a key.</summary>
internal sealed class SimServer : IAsyncDisposable
{
    private readonly AlpacaSimulator simulator;

    private SimServer(AlpacaSimulator simulator, MemoryStore store, SimulatorClock clock)
    {
        (this.simulator, Store, Clock) = (simulator, store, clock);
        Client = new HttpClient { BaseAddress = simulator.Address };
        Client.DefaultRequestHeaders.Add("APCA-API-KEY-ID", "key");
        Client.DefaultRequestHeaders.Add("APCA-API-SECRET-KEY", "secret");
    }

    public MemoryStore Store { get; }

    public SimulatorClock Clock { get; }

    public HttpClient Client { get; }

    /// <summary>A simulator whose clock stands at a New York time of the Monday.</summary>
    public static async Task<SimServer> StartAsync(IBarSource bars, string now = "09:31", SimulatorOptions? options = null)
    {
        var clock = new SimulatorClock(new ManualClock(FakeBars.At("00:00")));
        clock.TrySet(FakeBars.At(now));
        var store = new MemoryStore();
        return new SimServer(await AlpacaSimulator.StartAsync(bars, store, clock, options ?? new SimulatorOptions(), CancellationToken.None), store, clock);
    }

    /// <summary>A calm morning of AIG: 100 a share, a high of 101 in every minute until 10:30.</summary>
    public static FakeBars Calm()
    {
        var bars = new FakeBars();
        for (var time = new LocalTime(9, 30); time < new LocalTime(10, 30); time = time.PlusMinutes(1))
        {
            bars.Add(NodaTime.Text.LocalTimePattern.ExtendedIso.Format(time), 100m, 101m, 99.5m, 100.25m);
        }

        return bars;
    }

    public async Task AtAsync(string time, int day = 0) =>
        Assert.Equal(HttpStatusCode.OK, (await PostAsync("/simulator/clock", $$"""{"now":"{{FakeBars.At(time, day)}}"}""")).StatusCode);

    public Task<HttpResponseMessage> PostAsync(string path, string json) => Client.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public Task<HttpResponseMessage> PatchAsync(string path, string json) => Client.PatchAsync(path, new StringContent(json, Encoding.UTF8, "application/json"));

    public async Task<JsonNode> GetAsync(string path) => (await Client.GetFromJsonAsync<JsonNode>(path))!;

    public async Task<JsonNode> OrderAsync(string json)
    {
        var answer = await PostAsync("/v2/orders", json);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await ReadAsync(answer);
    }

    public Task<JsonNode> BuyAsync(string id, int quantity = 10, string limit = "100.5") =>
        OrderAsync($$"""{"symbol":"AIG","qty":"{{quantity}}","side":"buy","type":"limit","limit_price":"{{limit}}","time_in_force":"gtc","client_order_id":"{{id}}"}""");

    public Task<JsonNode> BracketAsync(string id, string profit = "105", string stop = "95") => OrderAsync($$$"""
        {"symbol":"AIG","qty":10,"side":"buy","type":"limit","limit_price":100.5,"time_in_force":"gtc","client_order_id":"{{{id}}}",
         "order_class":"bracket","take_profit":{"limit_price":"{{{profit}}}"},"stop_loss":{"stop_price":{{{stop}}}}}
        """);

    /// <summary>The POSTs, PATCHes and DELETEs that came, as METHOD PATH STATUS.</summary>
    public async Task<string[]> ChangesAsync() =>
        [.. (await GetAsync("/simulator/requests")).AsArray().Where(line => (string)line!["method"]! != "GET").Select(line => $"{line!["method"]} {line["path"]} {line["status"]}")];

    public static async Task<JsonNode> ReadAsync(HttpResponseMessage answer) => JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

    /// <summary>An error's status, and its code and message as sent.</summary>
    public static async Task AssertErrorAsync(HttpResponseMessage answer, int status, int? code, string message)
    {
        Assert.Equal(status, (int)answer.StatusCode);
        var body = await ReadAsync(answer);
        Assert.Equal(code, (int?)body["code"]);
        Assert.Equal(message, (string?)body["message"]);
    }

    /// <summary>Equal as JSON: members in the same order, numbers and text kept apart.</summary>
    public static void AssertJson(string expected, JsonNode? actual) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), actual!.ToJsonString(new JsonSerializerOptions()));

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await simulator.DisposeAsync();
    }
}
