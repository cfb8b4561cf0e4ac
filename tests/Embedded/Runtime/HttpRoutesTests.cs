using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Trading.Tests.Embedded.Runtime;

public sealed class HttpRoutesTests
{
    [Theory]
    [InlineData("api/things/seven?by=me", "\"seven me Thing\"")]
    [InlineData("API/THINGS/seven", "\"seven  Thing\"")]
    [InlineData("", "\"home\"")]
    public async Task Routes_reach_their_functions(string path, string expected)
    {
        await using var site = await Site.OpenAsync();
        Assert.Equal(expected, await site.Client.GetStringAsync(new Uri(path, UriKind.Relative)));
    }

    [Fact]
    public async Task Only_the_methods_declared_are_answered()
    {
        await using var site = await Site.OpenAsync();
        using var posted = await site.Client.PostAsync(new Uri("api/things/7", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
        using var nowhere = await site.Client.GetAsync(new Uri("api/nowhere", UriKind.Relative));
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
    }

    [Fact]
    public async Task A_function_that_throws_answers_with_one_line_and_no_stack()
    {
        await using var site = await Site.OpenAsync();
        using var answer = await site.Client.GetAsync(new Uri("api/broken", UriKind.Relative));
        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        var body = await answer.Content.ReadAsStringAsync();
        Assert.Contains("Broken failed: InvalidOperationException; the log says more", body, StringComparison.Ordinal);
        Assert.DoesNotContain("no such luck", body, StringComparison.Ordinal);
        Assert.Equal(["Http Broken Fired", "Http Broken Failed"], site.Harness.Observed);
    }

    [Fact]
    public async Task A_request_can_start_an_orchestration()
    {
        await using var site = await Site.OpenAsync();
        using var answer = await site.Client.PostAsync(new Uri("api/start/x-1", UriKind.Relative), null);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.NotNull(await site.Harness.Client.GetInstanceAsync("x-1"));
    }

    private sealed class Site(HostHarness harness, WebApplication server) : IAsyncDisposable
    {
        public HostHarness Harness => harness;

        public HttpClient Client { get; } = new();

        public static async Task<Site> OpenAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var server = builder.Build();
            var site = new Site(await new HostHarness(typeof(Pages), typeof(DurableClientTests.Waits)).StartAsync(), server);
            site.Harness.Host.MapRoutes(server);
            await server.StartAsync();
            site.Client.BaseAddress = new Uri(server.Urls.Single());
            return site;
        }

        public async ValueTask DisposeAsync()
        {
            Client.Dispose();
            await server.DisposeAsync();
            harness.Dispose();
        }
    }

    internal sealed class Pages
    {
        [Function("Thing")]
        public static IResult Thing(
            [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/things/{key}")] HttpRequest request,
            string key,
            FunctionContext context) => Results.Ok($"{key} {request.Query["by"]} {context.FunctionDefinition.Name}");

        [Function("Home")]
        public static IResult Home([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "/")] HttpRequest request) => Results.Ok(request.Path == "/" ? "home" : "?");

        [Function("Broken")]
        public static Task<IResult> Broken([HttpTrigger(AuthorizationLevel.Anonymous, Route = "api/broken")] HttpRequest request) =>
            throw new InvalidOperationException($"no such luck\n at {request.Path}");

        [Function("Start")]
        public static async Task<IResult> Start(
            [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/start/{id}")] HttpRequest request,
            string id,
            [DurableClient] DurableTaskClient client,
            CancellationToken cancellationToken)
        {
            await client.ScheduleNewOrchestrationInstanceAsync("Waits", request.Method, new Microsoft.DurableTask.StartOrchestrationOptions(id), cancellationToken);
            return Results.Accepted();
        }
    }
}
