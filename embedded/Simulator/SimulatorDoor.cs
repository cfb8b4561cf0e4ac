using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trading.Brokers;
using Trading.Embedded.Simulator.Faults;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Simulator;

/// <summary>Takes a request from the wire: keys, rate, faults, routes, the log, and the answer back.</summary>
internal sealed class SimulatorDoor(AlpacaRoutes routes, ControlRoutes control, FaultBook faults, RequestLog log, RateWindow trading, RateWindow data, TimeProvider clock)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var request = await ReadAsync(context.Request).ConfigureAwait(false);
        if (request.Parts is ["simulator", ..])
        {
            await SendAsync(context, await TryAsync(() => control.AnswerAsync(request, CancellationToken.None)).ConfigureAwait(false)).ConfigureAwait(false);
            return;
        }

        var fault = faults.Take(request.Method, request.Path);
        var answer = fault is null or { IsAfter: true } ? await AnswerAsync(request, context).ConfigureAwait(false) : null;
        answer = fault is null ? answer : fault.Effect == FaultEffect.Status ? fault.ToAnswer() : null;
        if (fault is not null && answer?.Status == StatusCodes.Status429TooManyRequests)
        {
            WindowOf(request).TellNoneLeft(context.Response.Headers);
        }

        log.Add(new LoggedJson(
            request.Method, request.Path, context.Request.QueryString.Value ?? string.Empty, answer?.Status ?? 0, WireText.Time(clock.Now()), fault?.Asked.Kind));
        await (answer is not null ? SendAsync(context, answer) : BreakAsync(context, fault!.Effect)).ConfigureAwait(false);
    }

    private ValueTask<SimAnswer> AnswerAsync(SimRequest request, HttpContext context)
    {
        if (Missing(context.Request, "APCA-API-KEY-ID") || Missing(context.Request, "APCA-API-SECRET-KEY"))
        {
            return ValueTask.FromResult(SimAnswer.Error(401, 40110000, "request is not authorized"));
        }

        // What has begun is carried through, whether or not the client waits for it.
        return WindowOf(request).TryTake(context.Response.Headers)
            ? TryAsync(() => routes.AnswerAsync(request, CancellationToken.None))
            : ValueTask.FromResult(SimAnswer.Error(429, 42910000, "rate limit exceeded"));
    }

    private RateWindow WindowOf(SimRequest request) => AlpacaRoutes.IsData(request) ? data : trading;

    private static bool Missing(HttpRequest request, string header) => string.IsNullOrWhiteSpace(request.Headers[header].ToString());

    private static async ValueTask<SimAnswer> TryAsync(Func<ValueTask<SimAnswer>> answer)
    {
        try
        {
            return await answer().ConfigureAwait(false);
        }
        catch (SimRefusal refusal)
        {
            return refusal.ToAnswer();
        }
        catch (Exception fault) when (fault is BrokerException or MarketDataException)
        {
            return SimAnswer.Error(500, 50010000, $"internal server error occurred: {fault.Message}");
        }
    }

    private static async ValueTask<SimRequest> ReadAsync(HttpRequest request)
    {
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, request.HttpContext.RequestAborted).ConfigureAwait(false);
        return new SimRequest(request.Method, request.Path.Value ?? string.Empty, request.Query, body.ToArray());
    }

    private static async Task SendAsync(HttpContext context, SimAnswer answer)
    {
        context.Response.StatusCode = answer.Status;
        if (answer.Body.Length > 0)
        {
            context.Response.ContentType = answer.ContentType;
            context.Response.ContentLength = answer.Body.Length;
            await context.Response.Body.WriteAsync(answer.Body, context.RequestAborted).ConfigureAwait(false);
        }
    }

    private static async Task BreakAsync(HttpContext context, FaultEffect effect)
    {
        if (effect == FaultEffect.Silence)
        {
            var gone = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var left = context.RequestAborted.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), gone);
            using var ended = stopping.UnsafeRegister(static state => ((TaskCompletionSource)state!).TrySetResult(), gone);
            await gone.Task.ConfigureAwait(false);
        }

        context.Abort();
    }
}
