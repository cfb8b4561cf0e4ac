using System.Net;
using System.Text.Json.Nodes;

namespace Trading.Tests.Embedded.Simulator;

public sealed class OrderTests : IAsyncLifetime
{
    private SimServer server = null!;

    public async Task InitializeAsync() => server = await SimServer.StartAsync(SimServer.Calm());

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Fact]
    public async Task An_order_has_every_member_that_the_broker_sends() => SimServer.AssertJson(
        """
        {"id":"01000000-0000-4000-8000-000000000001","client_order_id":"one","created_at":"2013-10-07T13:31:00Z","updated_at":"2013-10-07T13:31:00Z",
        "submitted_at":"2013-10-07T13:31:00Z","filled_at":null,"expired_at":null,"canceled_at":null,"failed_at":null,"replaced_at":null,"replaced_by":null,
        "replaces":null,"asset_id":"04414947-0000-4000-8000-000000000000","symbol":"AIG","asset_class":"us_equity","notional":null,"qty":"10","filled_qty":"0",
        "filled_avg_price":null,"order_class":"simple","order_type":"limit","type":"limit","side":"buy","position_intent":"buy_to_open","time_in_force":"gtc",
        "limit_price":"100.5","stop_price":null,"status":"new","extended_hours":false,"legs":null,"trail_percent":null,"trail_price":null,"hwm":null,
        "subtag":null,"source":null,"expires_at":null}
        """,
        await server.BuyAsync("one"));

    [Fact]
    public async Task Numbers_may_come_as_text_and_an_order_without_an_id_gets_one()
    {
        var order = await server.OrderAsync("""{"symbol":"AIG","qty":3,"side":"buy","type":"stop","stop_price":102.5,"time_in_force":"day","order_class":""}""");

        Assert.Equal("102.5 3 day stop", $"{order["stop_price"]} {order["qty"]} {order["time_in_force"]} {order["type"]}");
        Assert.NotEmpty((string)order["client_order_id"]!);
        Assert.Equal("2013-10-07T20:00:00Z", (string?)order["expires_at"]);
    }

    [Fact]
    public async Task A_brackets_legs_are_under_their_entry_where_that_is_asked_for()
    {
        var sent = await server.BracketAsync("b");
        Assert.Equal("bracket bracket bracket", $"{sent["order_class"]} {string.Join(' ', sent["legs"]!.AsArray().Select(leg => leg!["order_class"]))}");
        Assert.Equal(["limit 105  held", "stop  95 held"], sent["legs"]!.AsArray().Select(Leg));

        await server.AtAsync("09:35");
        var nested = Assert.Single((await server.GetAsync("/v2/orders?status=all&nested=True")).AsArray())!;
        Assert.Equal("filled 100", $"{nested["status"]} {nested["filled_avg_price"]}");
        Assert.Equal("2013-10-07T13:32:00Z", (string?)nested["filled_at"]);
        Assert.Equal(["limit 105  new", "stop  95 held"], nested["legs"]!.AsArray().Select(Leg));
        var flat = (await server.GetAsync("/v2/orders?status=all&direction=asc")).AsArray();
        Assert.Equal(3, flat.Count);
        Assert.All(flat, order => Assert.Null(order!["legs"]));
    }

    /// <summary>Rolled up, the entry's status decides; by themselves, a stop that the broker holds is not among the open ones.</summary>
    [Fact]
    public async Task The_status_filter_looks_at_what_is_listed()
    {
        await server.BracketAsync("b");
        await server.AtAsync("09:35");

        Assert.Empty((await server.GetAsync("/v2/orders?nested=true")).AsArray());
        Assert.Single((await server.GetAsync("/v2/orders?status=closed&nested=true")).AsArray());
        Assert.Equal("limit", (string?)Assert.Single((await server.GetAsync("/v2/orders")).AsArray())!["type"]);
    }

    [Fact]
    public async Task A_single_order_is_found_by_either_id()
    {
        await server.BracketAsync("b");

        var byId = await server.GetAsync("/v2/orders/01000000-0000-4000-8000-000000000001");
        Assert.Null(byId["legs"]);
        Assert.Equal(byId.ToJsonString(), (await server.GetAsync("/v2/orders:by_client_order_id?client_order_id=b")).ToJsonString());
        Assert.Equal(2, (await server.GetAsync("/v2/orders/01000000-0000-4000-8000-000000000001?nested=true"))["legs"]!.AsArray().Count);
        await SimServer.AssertErrorAsync(await server.Client.GetAsync("/v2/orders:by_client_order_id?client_order_id=no"), 404, 40410000, "order not found for no");
        await SimServer.AssertErrorAsync(
            await server.Client.GetAsync("/v2/orders/904837e3-3b76-47ec-b432-046db621571b"), 404, 40410000, "order not found for 904837e3-3b76-47ec-b432-046db621571b");
    }

    [Fact]
    public async Task Orders_are_paged_by_the_time_they_were_submitted_at()
    {
        for (var i = 0; i < 5; i++)
        {
            await server.AtAsync($"09:4{i}");
            await server.BuyAsync($"o{i}", 1, "90");
        }

        Assert.Equal("o4 o3 o2 o1 o0", await IdsAsync("status=open"));
        Assert.Equal("o4 o3", await IdsAsync("limit=2"));
        Assert.Equal("o0 o1 o2", await IdsAsync("direction=asc&limit=3"));
        Assert.Equal("o3 o4", await IdsAsync("direction=asc&limit=3&after=2013-10-07T13:42:00.0000000Z"));
        Assert.Equal("o1 o0", await IdsAsync("until=2013-10-07T13:42:00Z"));
        Assert.Equal(string.Empty, await IdsAsync("status=closed"));
        Assert.Equal(string.Empty, await IdsAsync("symbols=XYZ"));
        Assert.Equal("o4 o3 o2 o1 o0", await IdsAsync("symbols=XYZ,AIG&side=buy"));
        await SimServer.AssertErrorAsync(await server.Client.GetAsync("/v2/orders?limit=501"), 422, 40010001, "limit must be between 1 and 500");
        await SimServer.AssertErrorAsync(await server.Client.GetAsync("/v2/orders?after=yesterday"), 422, 40010001, "invalid after: yesterday");
        await SimServer.AssertErrorAsync(await server.Client.GetAsync("/v2/orders?status=done"), 422, 40010001, "invalid status: done");
    }

    [Fact]
    public async Task A_list_holds_fifty_orders_unless_it_is_told_otherwise()
    {
        await using var free = await SimServer.StartAsync(SimServer.Calm(), options: new() { RequestsPerMinute = 0 });
        for (var i = 0; i < 51; i++)
        {
            await free.BuyAsync($"o{i}", 1, "90");
        }

        Assert.Equal(50, (await free.GetAsync("/v2/orders")).AsArray().Count);
        Assert.Equal(51, (await free.GetAsync("/v2/orders?limit=500")).AsArray().Count);
    }

    [Fact]
    public async Task A_replaced_order_points_at_its_successor_and_back()
    {
        await server.BuyAsync("old", 10, "90");
        await server.AtAsync("09:40");
        var next = await SimServer.ReadAsync(await server.PatchAsync("/v2/orders/01000000-0000-4000-8000-000000000001", """{"limit_price":"91","client_order_id":"new"}"""));
        var old = await server.GetAsync("/v2/orders/01000000-0000-4000-8000-000000000001");

        Assert.Equal("new 91 01000000-0000-4000-8000-000000000001", $"{next["client_order_id"]} {next["limit_price"]} {next["replaces"]}");
        Assert.Equal("replaced 01000000-0000-4000-8000-000000000002 2013-10-07T13:40:00Z", $"{old["status"]} {old["replaced_by"]} {old["replaced_at"]}");
        await SimServer.AssertErrorAsync(
            await server.PatchAsync("/v2/orders/01000000-0000-4000-8000-000000000002", """{"limit_price":"92","client_order_id":"old"}"""), 422, 40010001, "client_order_id must be unique");
    }

    [Fact]
    public async Task A_replaced_leg_is_listed_by_itself_and_its_successor_under_the_entry()
    {
        await server.BracketAsync("b");
        await server.AtAsync("09:40");
        await server.PatchAsync("/v2/orders/01000000-0000-4000-8000-000000000003", """{"stop_price":"97"}""");

        var nested = (await server.GetAsync("/v2/orders?status=all&nested=true&direction=asc")).AsArray();
        Assert.Equal(["bracket filled", "bracket replaced"], nested.Select(order => $"{order!["order_class"]} {order["status"]}"));
        Assert.Equal(["limit 105  new", "stop  97 held"], nested[0]!["legs"]!.AsArray().Select(Leg));
    }

    [Fact]
    public async Task A_canceled_order_is_gone_once()
    {
        await server.BuyAsync("a", 1, "90");
        var path = "/v2/orders/01000000-0000-4000-8000-000000000001";

        var canceled = await server.Client.DeleteAsync(path);
        Assert.Equal(HttpStatusCode.NoContent, canceled.StatusCode);
        Assert.Empty(await canceled.Content.ReadAsByteArrayAsync());
        Assert.Equal("canceled 2013-10-07T13:31:00Z", await server.GetAsync(path) is var order ? $"{order["status"]} {order["canceled_at"]}" : null);
        await SimServer.AssertErrorAsync(await server.Client.DeleteAsync(path), 422, 42210000, "order is already in \"Canceled\" state");
        await SimServer.AssertErrorAsync(await server.Client.DeleteAsync("/v2/orders/nonsense"), 404, 40410000, "order not found for nonsense");
    }

    [Fact]
    public async Task All_orders_are_canceled_at_once_each_with_its_status()
    {
        await server.BuyAsync("a", 1, "90");
        await server.BracketAsync("b");

        var answer = await server.Client.DeleteAsync("/v2/orders");
        Assert.Equal(HttpStatusCode.MultiStatus, answer.StatusCode);
        Assert.Equal(["200 canceled", "200 canceled", "200 canceled", "200 canceled"], (await SimServer.ReadAsync(answer)).AsArray().Select(line => $"{line!["status"]} {line["body"]!["status"]}"));
        Assert.Empty((await server.GetAsync("/v2/orders")).AsArray());
    }

    private async Task<string> IdsAsync(string query) => string.Join(' ', (await server.GetAsync($"/v2/orders?{query}")).AsArray().Select(order => order!["client_order_id"]));

    private static string Leg(JsonNode? leg) => $"{leg!["type"]} {leg["limit_price"]} {leg["stop_price"]} {leg["status"]}";
}
