using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Trading.Functions.Http.Door;

namespace Trading.Functions.AzureHost;

/// <summary>The door of the routes. It stands around functions that answer requests and around no others: an orchestrator that is awaited by somebody else's middleware is one that has lost its thread.</summary>
internal sealed class RequestMiddleware(RequestPipeline pipeline) : IFunctionsWorkerMiddleware
{
    /// <summary>Whether a function is reached by HTTP.</summary>
    public static bool Concerns(FunctionContext context) =>
        context.FunctionDefinition.InputBindings.Values.Any(static binding => binding.Type.Equals("httpTrigger", StringComparison.OrdinalIgnoreCase));

    /// <inheritdoc/>
    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        var request = context.GetHttpContext() ?? throw new InvalidOperationException($"{context.FunctionDefinition.Name} was called by HTTP without a request");
        var answer = await pipeline.AnswerAsync(context.FunctionDefinition.Name, request, async () =>
        {
            await next(context);
            return context.GetInvocationResult().Value as IResult;
        });
        context.GetInvocationResult().Value = answer;
    }
}
