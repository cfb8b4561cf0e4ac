using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Timeouts;
using NodaTime;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Functions.Http.Events;

/// <summary>Writes events until the caller goes or the stream's time is up.</summary>
internal sealed class EventStream(JournalFeed feed, TimeProvider clock, long after) : IResult
{
    private const int MostAtOnce = 500;
    private const int FirstEvents = 50;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Platforms cut an idle answer after less than a minute and any answer at 230 seconds.
    private static readonly Duration Quiet = Duration.FromSeconds(15);
    private static readonly Duration Life = Duration.FromSeconds(200);

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var (response, cancellationToken) = (httpContext.Response, httpContext.RequestAborted);
        response.ContentType = "text/event-stream; charset=utf-8";

        // A stream has a time of its own, longer than any answer may take.
        httpContext.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        response.Headers.CacheControl = "no-store";
        response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await response.WriteAsync("retry: 2000\n\n", cancellationToken);
            await WriteAsync(response, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The caller has gone.
        }
        catch (StorageException)
        {
            // The answer has begun, so its status can't say so: the caller asks again and is told then.
        }
    }

    private async Task WriteAsync(HttpResponse response, CancellationToken cancellationToken)
    {
        var (last, until, spoken) = (after, clock.Now() + Life, clock.Now());
        while (clock.Now() < until)
        {
            var events = await feed.AfterAsync(last, last == 0 ? FirstEvents : MostAtOnce, cancellationToken);
            foreach (var happened in events)
            {
                await response.WriteAsync($"id: {happened.Sequence}\ndata: {JsonSerializer.Serialize(happened, TradingJson.Options)}\n\n", cancellationToken);
                last = happened.Sequence;
            }

            if (events.Count == 0 && clock.Now() - spoken >= Quiet)
            {
                await response.WriteAsync(": quiet\n\n", cancellationToken);
                spoken = clock.Now();
            }

            spoken = events.Count > 0 ? clock.Now() : spoken;
            await response.Body.FlushAsync(cancellationToken);
            if (events.Count < MostAtOnce)
            {
                await Task.Delay(Pause, clock, cancellationToken);
            }
        }
    }
}
