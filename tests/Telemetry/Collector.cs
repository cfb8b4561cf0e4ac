using System.Collections.Concurrent;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Trading.Tests.Telemetry;

/// <summary>A collector on this machine that takes OTLP over HTTP and keeps what it was sent, as text.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, string> taken = new(StringComparer.Ordinal);
    private readonly WebApplication server;

    private Collector(WebApplication server) => this.server = server;

    public string Address => server.Urls.Single();

    /// <summary>The paths that were sent to.</summary>
    public IEnumerable<string> Paths => taken.Keys.Order(StringComparer.Ordinal);

    /// <summary>All that was sent to a path.</summary>
    public string At(string path) => taken.GetValueOrDefault(path) ?? string.Empty;

    public static async Task<Collector> OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(static kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var collector = new Collector(builder.Build());
        collector.server.MapPost("/v1/{signal}", collector.TakeAsync);
        await collector.server.StartAsync();
        return collector;
    }

    public async ValueTask DisposeAsync() => await server.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        Assert.Equal("application/x-protobuf", context.Request.ContentType);
        using var reader = new StreamReader(context.Request.Body, Encoding.Latin1);
        var text = await reader.ReadToEndAsync();
        taken.AddOrUpdate(context.Request.Path, text, (_, before) => before + text);
    }
}
