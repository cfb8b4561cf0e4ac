using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Runtime.Catalog;

namespace Trading.Embedded.Runtime.Http;

/// <summary>The functions that answer requests, as routes. The route prefix is empty: each function spells its whole route.</summary>
internal sealed class HttpRoutes(FunctionCatalog catalog, FunctionInvoker invoker, FunctionHostOptions options, HttpGuard? guard, ILogger logger)
{
    public void Map(IEndpointRouteBuilder endpoints)
    {
        foreach (var function in catalog.OfKind(FunctionKind.Http))
        {
            var trigger = (HttpTriggerAttribute)function.Attribute;
            var route = $"/{(trigger.Route ?? function.Name).TrimStart('/')}";
            RequestDelegate answer = context => AnswerAsync(function, context);
            var mapped = trigger.Methods is { Length: > 0 } methods
                ? endpoints.MapMethods(route, methods.Select(method => method.ToUpperInvariant()), answer)
                : endpoints.Map(route, answer);
            mapped.WithDisplayName(function.Name);
            if (trigger.Methods?.Contains("get", StringComparer.OrdinalIgnoreCase) != true)
            {
                mapped.DisableRequestTimeout();
            }
        }
    }

    private async Task AnswerAsync(FunctionDescriptor function, HttpContext context)
    {
        try
        {
            var answer = guard is null
                ? await RunAsync(function, context).ConfigureAwait(false)
                : await guard.AnswerAsync(function.Name, context, () => RunAsync(function, context)).ConfigureAwait(false);
            await (answer ?? Results.NoContent()).ExecuteAsync(context).ConfigureAwait(false);
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            logger.LogError(fault, "{Function} could not be answered", function.Name);
            await BreakOffAsync(function, context, fault).ConfigureAwait(false);
        }
    }

    private async Task<IResult?> RunAsync(FunctionDescriptor function, HttpContext context)
    {
        // A change that was begun is carried through, although whoever asked for it hangs up: half a stop is worse than none.
        var stop = HttpMethods.IsGet(context.Request.Method) ? context.RequestAborted : CancellationToken.None;
        options.Observe(function.Name, FunctionKind.Http, InvocationPhase.Fired);
        try
        {
            var answer = (IResult?)await invoker.InvokeAsync(function, context.Request, stop).ConfigureAwait(false);
            options.Observe(function.Name, FunctionKind.Http, InvocationPhase.Ran);
            return answer;
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            // A request that cannot be read is told to whoever sent it; anything else is ours to look at.
            logger.Log(fault is BadHttpRequestException ? LogLevel.Debug : LogLevel.Error, fault, "{Function} failed", function.Name);
            options.Observe(function.Name, FunctionKind.Http, InvocationPhase.Failed);
            throw;
        }
    }

    // The log has the rest; whoever asked gets one line. An answer that has begun can only be broken off.
    private static async Task BreakOffAsync(FunctionDescriptor function, HttpContext context, Exception fault)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var status = fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        await Results.Problem($"{function.Name} failed: {fault.GetType().Name}; the log says more", statusCode: status).ExecuteAsync(context).ConfigureAwait(false);
    }
}
