using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Control.Draining;
using Trading.Control.Operators;
using Trading.Functions.Loop;

namespace Trading.Functions.Http;

/// <summary>Shutting the desk down, starting it again, and how far that has come.</summary>
public sealed class StoppingFunction(Drain drain, SystemStateReader states, ShutdownControl shutdown, LoopControl loop)
{
    /// <summary>No entry passes from now on; what works is taken back. Answers at once (202) with the state; the work goes on without the request.</summary>
    [Answers(typeof(SystemState))]
    [Reads(typeof(ReasonBody))]
    [Function("SystemShutdown")]
    [Access(Role.Operator)]
    public async Task<IResult> ShutdownAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/system/shutdown")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        // Whoever has to stop a desk at once is not asked for words first.
        var body = await request.ReadAsync<ReasonBody>(cancellationToken);
        await drain.BeginAsync(request.Caller().Name, body.ReasonOr("no reason given"), cancellationToken);
        await shutdown.EnsureAsync(client, cancellationToken);
        return Answer.Json(await StateOfAsync(client, cancellationToken), StatusCodes.Status202Accepted);
    }

    /// <summary>Lets the desk run again: entries too, or with <c>paused</c> the exits only. Today's loop is started when its time has come.</summary>
    [Answers(typeof(StartAnswer))]
    [Reads(typeof(StartBody))]
    [Function("SystemStart")]
    [Access(Role.Operator)]
    public async Task<IResult> StartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/system/start")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<StartBody>(cancellationToken);
        if (string.IsNullOrWhiteSpace(body.Reason))
        {
            return Answer.Wrong(ReasonBody.Missing);
        }

        await drain.StartAsync(body.Paused ?? false, request.Caller().Name, body.Reason.Trim(), cancellationToken);
        var started = await loop.StartAsync(client, cancellationToken);
        return Answer.Json(new StartAnswer(started, await StateOfAsync(client, cancellationToken)));
    }

    /// <summary>Whether the desk runs, how far a shutdown has come and what is left, what is held back and asked for.</summary>
    [Answers(typeof(SystemState))]
    [Function("SystemState")]
    public async Task<IResult> StateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/system/state")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Answer.Json(await StateOfAsync(client, cancellationToken));

    private async Task<SystemState> StateOfAsync(DurableTaskClient client, CancellationToken cancellationToken) =>
        await states.ReadAsync(await LoopControl.StatusAsync(client, cancellationToken), cancellationToken);
}

/// <summary>What a start is asked with.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Paused">Exits only.</param>
internal sealed record StartBody(string? Reason = null, bool? Paused = null);

/// <summary>What a start came to.</summary>
/// <param name="Started">One line on the loop.</param>
/// <param name="State">The state now.</param>
internal sealed record StartAnswer(string Started, SystemState State);
