using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Rehearsal;
using Trading.Embedded.Runtime.Http;
using Trading.Operations.Alerting;

namespace Trading.Embedded.Verbs;

/// <summary>The web server in front of a desk: what a request may cost, and what is said where no function answers.</summary>
internal static class DeskWeb
{
    private const int MostBodyBytes = 16 * 1024;
    private const int MostHeaderBytes = 16 * 1024;
    private const int MostHeaders = 64;
    private const int MostConnections = 1000;
    private static readonly TimeSpan HeaderTimeout = TimeSpan.FromSeconds(10);

    // A read that takes longer has lost its way. A change is carried through however long it takes.
    private static readonly TimeSpan RequestTimeout = TimeSpan.FromSeconds(30);

    public static WebApplication Build(ServeRequest request, Action<IServiceCollection> add)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<ILoggerProvider>(static provider => new ErrorLog((provider.GetService<Redaction>() ?? new Redaction([])).Clean));
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(request.Address, request.Port);
            kestrel.AddServerHeader = false;
            Limit(kestrel.Limits);
        });
        builder.Services.AddRequestTimeouts(static timeouts => timeouts.DefaultPolicy = new() { Timeout = RequestTimeout, WriteTimeoutResponse = SayTooSlowAsync });
        add(builder.Services);
        return builder.Build();
    }

    /// <summary>Puts the desk's routes behind their guard.</summary>
    public static void Open(WebApplication server, Desk desk, HttpGuard guard)
    {
        server.Use((context, next) => AnswerUnmatchedAsync(context, next, guard));
        server.UseRouting();
        server.UseRequestTimeouts();
        desk.Host.MapRoutes(server, guard);
    }

    private static void Limit(KestrelServerLimits limits)
    {
        limits.MaxRequestBodySize = MostBodyBytes;
        limits.MaxRequestHeadersTotalSize = MostHeaderBytes;
        limits.MaxRequestHeaderCount = MostHeaders;
        limits.MaxConcurrentConnections = MostConnections;
        limits.RequestHeadersTimeout = HeaderTimeout;
    }

    private static Task SayTooSlowAsync(HttpContext context) => Results
        .Problem($"no answer within {RequestTimeout.TotalSeconds} s: ask again", statusCode: StatusCodes.Status503ServiceUnavailable, type: "too_slow")
        .ExecuteAsync(context);

    // Routing leaves a bare 404 or 405: no function has answered, so nothing has been written.
    private static async Task AnswerUnmatchedAsync(HttpContext context, RequestDelegate next, HttpGuard guard)
    {
        await next(context).ConfigureAwait(false);
        var response = context.Response;
        if (!response.HasStarted && response.StatusCode is StatusCodes.Status404NotFound or StatusCodes.Status405MethodNotAllowed && response.ContentType is null)
        {
            await guard.Unmatched(context).ExecuteAsync(context).ConfigureAwait(false);
        }
    }
}
