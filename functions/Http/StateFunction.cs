using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Control.Operators;
using Trading.Operations.Inquiry.States;

namespace Trading.Functions.Http;

/// <summary>The records against the journal, and made again from it.</summary>
public sealed class StateFunction(StateChecker checker, StateRebuilder rebuilder)
{
    /// <summary>What the records say otherwise than the journal; nothing is written.</summary>
    [Answers(typeof(StateReport))]
    [Function("StateCheck")]
    public async Task<IResult> CheckAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/state/check")] HttpRequest request, CancellationToken cancellationToken) =>
        Answer.Json(await checker.CheckAsync(cancellationToken));

    /// <summary>The differences, and with <c>apply</c> the records written that the journal proves: <c>{"reason": "...", "apply": true}</c>.</summary>
    [Answers(typeof(StateReport))]
    [Reads(typeof(RebuildBody))]
    [Function("StateRebuild")]
    [Access(Role.Approver)]
    public async Task<IResult> RebuildAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/state/rebuild")] HttpRequest request, CancellationToken cancellationToken)
    {
        var caller = request.Caller();
        var asked = await request.ReadAsync<RebuildBody>(cancellationToken);
        if (string.IsNullOrWhiteSpace(asked.Reason))
        {
            return Answer.Wrong("reason wants a sentence: it is journalled with your name");
        }

        var (report, refusal) = await rebuilder.RunAsync(asked.Apply ?? false, caller.Name, asked.Reason, cancellationToken);
        return report is not null ? Answer.Json(report) : Answer.Problem(StatusCodes.Status409Conflict, "not_proved", refusal!);
    }
}

/// <summary>What a rebuild is asked.</summary>
/// <param name="Reason">Why, a sentence.</param>
/// <param name="Apply">Writes; standard: no.</param>
internal sealed record RebuildBody(string? Reason, bool? Apply);
