using System.Net;

namespace Trading.Tests.Embedded.Simulator;

/// <summary>Faults on demand, what they leave behind, and the log that shows it.</summary>
public sealed class FaultTests : IAsyncLifetime
{
    private const string Order = """{"symbol":"AIG","qty":"1","side":"buy","type":"limit","limit_price":"90","time_in_force":"gtc","client_order_id":"one"}""";
    private SimServer server = null!;

    public async Task InitializeAsync() => server = await SimServer.StartAsync(SimServer.Calm());

    public async Task DisposeAsync() => await server.DisposeAsync();

    [Theory]
    [InlineData("429", 429, 0, "application/json")]
    [InlineData("500", 500, 0, "application/json")]
    [InlineData("504", 504, 0, "text/html")]
    [InlineData("500_after_accept", 500, 1, "application/json")]
    [InlineData("504_after_accept", 504, 1, "text/html")]
    public async Task A_status_before_or_after_the_order_was_taken(string kind, int status, int taken, string form)
    {
        await FaultAsync($$"""{"kind":"{{kind}}","method":"POST","path":"/v2/orders"}""");

        var answer = await server.PostAsync("/v2/orders", Order);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(form, answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(taken, (await server.GetAsync("/v2/orders")).AsArray().Count);
        Assert.Equal([$"POST /v2/orders {status}"], await server.ChangesAsync());
    }

    [Fact]
    public async Task Too_many_requests_says_when_there_may_be_more()
    {
        await FaultAsync("""{"kind":"429"}""");

        var answer = await server.Client.GetAsync("/v2/clock");
        await SimServer.AssertErrorAsync(answer, 429, 42910000, "rate limit exceeded");
        Assert.Equal("0 1381152720", $"{Assert.Single(answer.Headers.GetValues("X-RateLimit-Remaining"))} {Assert.Single(answer.Headers.GetValues("X-RateLimit-Reset"))}");
    }

    [Theory]
    [InlineData("timeout", 0)]
    [InlineData("timeout_after_accept", 1)]
    public async Task Silence_until_the_client_has_had_enough(string kind, int taken)
    {
        await FaultAsync($$"""{"kind":"{{kind}}","method":"POST"}""");
        using var client = new HttpClient { BaseAddress = server.Client.BaseAddress, Timeout = TimeSpan.FromMilliseconds(300) };
        foreach (var header in server.Client.DefaultRequestHeaders)
        {
            client.DefaultRequestHeaders.Add(header.Key, header.Value);
        }

        await Assert.ThrowsAsync<TaskCanceledException>(() => client.PostAsync("/v2/orders", new StringContent(Order)));
        Assert.Equal(taken, (await server.GetAsync("/v2/orders")).AsArray().Count);
        Assert.Equal(["POST /v2/orders 0"], await server.ChangesAsync());
    }

    [Theory]
    [InlineData("disconnect", 0)]
    [InlineData("disconnect_after_accept", 1)]
    public async Task A_connection_that_is_cut(string kind, int taken)
    {
        await FaultAsync($$"""{"kind":"{{kind}}","method":"POST"}""");

        await Assert.ThrowsAsync<HttpRequestException>(() => server.PostAsync("/v2/orders", Order));
        Assert.Equal(taken, (await server.GetAsync("/v2/orders")).AsArray().Count);
    }

    [Fact]
    public async Task A_fault_befalls_the_requests_it_names_so_many_times()
    {
        await FaultAsync("""{"kind":"500","method":"get","path":"/v2/orders*","times":2}""");

        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/v2/account")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.PostAsync("/v2/orders", Order)).StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await server.Client.GetAsync("/v2/orders:by_client_order_id?client_order_id=one")).StatusCode);
        SimServer.AssertJson("""[{"kind":"500","method":"get","path":"/v2/orders*","times":1,"qty":null}]""", await server.GetAsync("/simulator/faults"));
        Assert.Equal(HttpStatusCode.InternalServerError, (await server.Client.GetAsync("/v2/orders")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync("/v2/orders")).StatusCode);
    }

    [Fact]
    public async Task Faults_and_the_log_can_be_cleared()
    {
        await FaultAsync("""{"kind":"500"}""");
        await FaultAsync("""{"kind":"partial_fill"}""");
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync("/simulator/faults")).StatusCode);
        await server.BuyAsync("a");
        await server.AtAsync("09:33");

        Assert.Equal("10", (string?)Assert.Single((await server.GetAsync("/v2/account/activities")).AsArray())!["qty"]);
        SimServer.AssertJson(
            """
            [{"method":"POST","path":"/v2/orders","query":"","status":200,"at":"2013-10-07T13:31:00Z","fault":null},
            {"method":"GET","path":"/v2/account/activities","query":"","status":200,"at":"2013-10-07T13:33:00Z","fault":null}]
            """,
            await server.GetAsync("/simulator/requests"));
        Assert.Equal(HttpStatusCode.NoContent, (await server.Client.DeleteAsync("/simulator/requests")).StatusCode);
        Assert.Empty((await server.GetAsync("/simulator/requests")).AsArray());
    }

    /// <summary>The cut fill leaves the rest of the order, and nothing of the market's shares, to the next minute.</summary>
    [Fact]
    public async Task The_next_fills_are_partial()
    {
        await FaultAsync("""{"kind":"partial_fill","qty":3,"times":2}""");
        await server.BuyAsync("a");

        foreach (var (time, filled, status) in new[] { ("09:32", "3", "partially_filled"), ("09:33", "6", "partially_filled"), ("09:34", "10", "filled") })
        {
            await server.AtAsync(time);
            var order = await server.GetAsync("/v2/orders:by_client_order_id?client_order_id=a");
            Assert.Equal($"{filled} {status}", $"{order["filled_qty"]} {order["status"]}");
        }
    }

    [Theory]
    [InlineData("""{"kind":"flood"}""")]
    [InlineData("""{"kind":"200"}""")]
    [InlineData("""{"kind":"500","times":0}""")]
    [InlineData("{}")]
    public async Task A_fault_that_is_not_known_is_refused(string fault) =>
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.PostAsync("/simulator/faults", fault)).StatusCode);

    private async Task FaultAsync(string json) => Assert.Equal(HttpStatusCode.Created, (await server.PostAsync("/simulator/faults", json)).StatusCode);
}
