using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Trading.Adapters.Broker;
using Trading.Adapters.Http;

namespace Trading.Tests.Adapters;

/// <summary>What the scripted server answers.</summary>
/// <param name="Status">The status.</param>
/// <param name="Body">The body.</param>
internal sealed record Reply(int Status, string Body)
{
    public string? RetryAfter { get; init; }

    public string? Location { get; init; }

    /// <summary>Breaks the connection.</summary>
    public static Reply Break { get; } = new(0, string.Empty);

    /// <summary>Says nothing until the other side goes.</summary>
    public static Reply Silence { get; } = new(-1, string.Empty);

    /// <summary>Begins to answer and says nothing more until the other side goes.</summary>
    public static Reply Stall { get; } = new(-2, "[");

    public static Reply Ok(string body) => new(200, body);

    public static Reply Refused(int status, int code, string message) => new(status, $$"""{"code":{{code}},"message":"{{message}}"}""");
}

/// <summary>A request as it arrived.</summary>
internal sealed record Asked(string Method, string Path, IQueryCollection Query, string Body)
{
    public string? Of(string name) => Query[name];

    public override string ToString() => $"{Method} {Path}";
}

/// <summary>A server on this machine that answers as a test says, and the client's own way to it.</summary>
internal sealed class ScriptedAlpaca : IAsyncDisposable
{
    public const string Account = """{"id":"904837e3-3b76-47ec-b432-046db621571b","account_number":"PA1","status":"ACTIVE","cash":"1000.50","equity":"2000.75","buying_power":"4000.25","trading_blocked":false,"transfers_blocked":false,"account_blocked":false,"created_at":"2020-01-01T00:00:00Z"}""";

    private readonly WebApplication server;
    private readonly ConcurrentQueue<Asked> asked = new();

    private ScriptedAlpaca(WebApplication server) => this.server = server;

    /// <summary>What a request is answered with; standard: nothing is there.</summary>
    public Func<Asked, Reply> Script { get; set; } = _ => new Reply(404, """{"message":"not found"}""");

    public IReadOnlyList<Asked> All => [.. asked];

    public Uri Address => new(server.Urls.First());

    public static async Task<ScriptedAlpaca> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var alpaca = new ScriptedAlpaca(builder.Build());
        alpaca.server.Run(alpaca.AnswerAsync);
        await alpaca.server.StartAsync();
        return alpaca;
    }

    /// <summary>Opens the venue at this server; what was asked for that is forgotten.</summary>
    public async Task<AlpacaVenue> OpenAsync(TimeProvider clock, int? requestsPerMinute = null)
    {
        var (script, settings) = (Script, AlpacaSettings.Read(_ => null, Address));
        Script = _ => Reply.Ok(Account);
        var budget = requestsPerMinute is { } most ? new RequestBudget(most, clock) : null;
        var venue = await AlpacaVenue.OpenAsync(settings, new TransportOptions(budget, clock), CancellationToken.None);
        Script = script;
        asked.Clear();
        return venue;
    }

    public int Count(string method) => asked.Count(one => one.Method == method);

    public ValueTask DisposeAsync() => server.DisposeAsync();

    // What a test expects of a request and does not get is a refusal, which is not tried again.
    private Reply Answer(Asked one)
    {
        try
        {
            return Script(one);
        }
        catch (Exception fault)
        {
            return new Reply(400, System.Text.Json.JsonSerializer.Serialize(new { message = fault.Message }));
        }
    }

    private async Task AnswerAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var one = new Asked(context.Request.Method, context.Request.Path, context.Request.Query, await reader.ReadToEndAsync());
        asked.Enqueue(one);
        var reply = Answer(one);
        if (reply.Status == 0)
        {
            context.Abort();
            return;
        }

        context.Response.StatusCode = reply.Status > 0 ? reply.Status : 200;
        context.Response.Headers.RetryAfter = reply.RetryAfter;
        context.Response.Headers.Location = reply.Location;
        if (reply.Status != -1)
        {
            await context.Response.WriteAsync(reply.Body);
            await context.Response.Body.FlushAsync();
        }

        if (reply.Status < 0)
        {
            var gone = new TaskCompletionSource();
            await using var registered = context.RequestAborted.Register(gone.SetResult);
            await gone.Task;
        }
    }
}
