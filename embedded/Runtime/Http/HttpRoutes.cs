using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trading.Embedded.Runtime.Catalog;

namespace Trading.Embedded.Runtime.Http;

/// <summary>The functions that answer requests, as routes. The route prefix is empty: each function spells its whole route.</summary>
internal sealed class HttpRoutes(FunctionCatalog catalog, FunctionInvoker invoker, FunctionHostOptions options, ILogger logger)
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
        }
    }

    private async Task AnswerAsync(FunctionDescriptor function, HttpContext context)
    {
        options.Observe(function.Name, FunctionKind.Http, InvocationPhase.Fired);
        try
        {
            var result = (IResult?)await invoker.InvokeAsync(function, context.Request, context.RequestAborted).ConfigureAwait(false);
            await (result ?? Results.NoContent()).ExecuteAsync(context).ConfigureAwait(false);
            options.Observe(function.Name, FunctionKind.Http, InvocationPhase.Ran);
        }
        catch (Exception fault) when (!context.RequestAborted.IsCancellationRequested)
        {
            logger.LogError(fault, "{Function} failed", function.Name);
            options.Observe(function.Name, FunctionKind.Http, InvocationPhase.Failed);
            await RefuseAsync(function, context, fault).ConfigureAwait(false);
        }
    }

    // The stack is in the log; whoever asked gets one line. An answer that has begun can only be broken off.
    private static async Task RefuseAsync(FunctionDescriptor function, HttpContext context, Exception fault)
    {
        if (context.Response.HasStarted)
        {
            context.Abort();
            return;
        }

        var status = fault is BadHttpRequestException bad ? bad.StatusCode : StatusCodes.Status500InternalServerError;
        var line = fault.Message.AsSpan(0, fault.Message.AsSpan().IndexOfAny('\r', '\n') is var end and >= 0 ? end : fault.Message.Length);
        var error = $"{function.Name} failed: {fault.GetType().Name}: {line}";
        await Results.Json(new { error }, statusCode: status).ExecuteAsync(context).ConfigureAwait(false);
    }
}
