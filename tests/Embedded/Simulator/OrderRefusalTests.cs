namespace Trading.Tests.Embedded.Simulator;

/// <summary>What is refused, with the status and the code that tell a client whether it may ask again.</summary>
public sealed class OrderRefusalTests : IAsyncLifetime
{
    private SimServer server = null!;

    public async Task InitializeAsync() => server = await SimServer.StartAsync(SimServer.Calm());

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("", 400, 40010000, "request body format is invalid")]
    [InlineData("[]", 400, 40010000, "request body format is invalid")]
    [InlineData("""{"qty":"ten"}""", 400, 40010000, "request body format is invalid")]
    [InlineData("""{"symbol":"AIG"}""", 422, 40010001, "type is required")]
    [InlineData("""{"type":"market"}""", 422, 40010001, "symbol is required")]
    [InlineData("""{"type":"market","symbol":"AIG","side":"hold"}""", 422, 40010001, "invalid side: hold")]
    [InlineData("""{"type":"market","symbol":"AIG","side":"buy","time_in_force":"ioc"}""", 422, 40010001, "time_in_force ioc is not known to this exchange")]
    [InlineData("""{"type":"trailing_stop"}""", 422, 40010001, "order type trailing_stop is not known to this exchange")]
    [InlineData("""{"type":"market","notional":"100"}""", 422, 40010001, "notional orders are not known to this exchange: give qty")]
    [InlineData("""{"type":"market","extended_hours":true}""", 422, 40010001, "extended_hours is not known to this exchange")]
    [InlineData("""{"type":"market","symbol":"AIG","side":"buy","time_in_force":"day"}""", 422, 40010001, "qty is required")]
    [InlineData("""{"type":"market","symbol":"AIG","side":"buy","time_in_force":"day","qty":"-1"}""", 422, 40010001, "qty must be > 0")]
    [InlineData("""{"type":"market","symbol":"AIG","side":"buy","time_in_force":"day","qty":"79228162514264337593543950335"}""", 422, 40010001, "qty must be <= 1000000000")]
    [InlineData("""{"type":"limit","symbol":"AIG","side":"buy","time_in_force":"day","qty":1,"limit_price":0}""", 422, 40010001, "limit_price must be > 0")]
    [InlineData("""{"type":"limit","symbol":"AIG","side":"buy","time_in_force":"day","qty":1}""", 422, 42210000, "limit orders require limit_price")]
    [InlineData("""{"type":"market","symbol":"AIG","side":"buy","time_in_force":"day","qty":1,"order_class":"oco"}""", 422, 40010001, "order_class oco is not known to this exchange")]
    [InlineData("""{"type":"market","symbol":"AIG","side":"buy","time_in_force":"day","qty":1,"take_profit":{"limit_price":1}}""", 422, 40010001, "simple orders have neither take_profit nor stop_loss")]
    [InlineData("""{"type":"market","symbol":"AIG","side":"buy","time_in_force":"day","qty":1,"order_class":"bracket","take_profit":{"limit_price":110}}""", 422, 40010001, "bracket orders require stop_loss.stop_price")]
    [InlineData("""{"type":"limit","symbol":"AIG","side":"buy","time_in_force":"day","qty":1,"limit_price":"90.001"}""", 422, 42210000, "invalid limit_price 90.001: sub-penny increment does not fulfill minimum pricing criteria")]
    [InlineData("""{"type":"market","symbol":"NOPE","side":"buy","time_in_force":"day","qty":1}""", 422, 42210000, "asset \"NOPE\" not found")]
    [InlineData("""{"type":"market","symbol":"not a symbol","side":"buy","time_in_force":"day","qty":1}""", 422, 42210000, "asset \"not a symbol\" not found")]
    [InlineData("""{"type":"limit","symbol":"AIG","side":"buy","time_in_force":"day","qty":2000,"limit_price":"90"}""", 403, 40310000, "insufficient buying power (requested: 180000.00, available: 100000.00)")]
    [InlineData("""{"type":"market","symbol":"AIG","side":"sell","time_in_force":"day","qty":1}""", 403, 40310000, "account is not allowed to short")]
    public async Task A_new_order(string body, int status, int code, string message)
    {
        await SimServer.AssertErrorAsync(await server.PostAsync("/v2/orders", body), status, code, message);
        Assert.Empty((await server.GetAsync("/v2/orders?status=all")).AsArray());
    }

    [Fact]
    public async Task A_client_order_id_that_was_used()
    {
        await server.BuyAsync("one", 1, "90");
        await SimServer.AssertErrorAsync(
            await server.PostAsync("/v2/orders", """{"symbol":"AIG","qty":"1","side":"buy","type":"market","time_in_force":"day","client_order_id":"one"}"""),
            422,
            40010001,
            "client_order_id must be unique");
    }

    [Fact]
    public async Task Shares_that_a_brackets_legs_hold()
    {
        await server.BracketAsync("b");
        await server.AtAsync("09:40");
        await SimServer.AssertErrorAsync(
            await server.PostAsync("/v2/orders", """{"symbol":"AIG","qty":"10","side":"sell","type":"market","time_in_force":"day"}"""),
            403,
            40310000,
            "insufficient qty available for order (requested: 10, available: 0)");
    }

    [Theory]
    [InlineData("""{"trail":"1"}""", 422, 40010001, "trailing stops are not known to this exchange")]
    [InlineData("""{"time_in_force":"day"}""", 422, 40010001, "time_in_force cannot be replaced on this exchange")]
    [InlineData("""{"qty":"0"}""", 422, 40010001, "qty must be > 0")]
    [InlineData("""{"stop_price":"95"}""", 422, 42210000, "only stop orders have stop_price")]
    [InlineData("{", 400, 40010000, "request body format is invalid")]
    public async Task A_replacement(string body, int status, int code, string message)
    {
        await server.BuyAsync("one", 1, "90");
        await SimServer.AssertErrorAsync(await server.PatchAsync("/v2/orders/01000000-0000-4000-8000-000000000001", body), status, code, message);
    }

    [Theory]
    [InlineData("GET", "/v2/watchlists")]
    [InlineData("POST", "/v2/positions")]
    [InlineData("GET", "/v2/stocks")]
    [InlineData("DELETE", "/v2/account")]
    [InlineData("GET", "/simulator/nothing")]
    [InlineData("GET", "/")]
    public async Task A_path_that_is_not_there(string method, string path) => await SimServer.AssertErrorAsync(
        await server.Client.SendAsync(new HttpRequestMessage(new HttpMethod(method), path)), 404, 40410000, "endpoint not found");
}
