using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Operations;

namespace Trading.Functions.Http;

/// <summary>The gates before the broker: how they stand, and those that people open and shut. A change counts from the next order on.</summary>
public sealed class GatesFunction(GatesReader reader, TradingGates gates)
{
    /// <summary>Each gate, open or shut, and why.</summary>
    [Answers(typeof(GatesAnswer))]
    [Function("Gates")]
    public async Task<IResult> ReadAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/gates")] HttpRequest request, CancellationToken cancellationToken)
    {
        var lines = await reader.ReadAsync(cancellationToken);
        return Answer.Json(new GatesAnswer(lines.All(line => line.Open), gates.Live.Venue.Host, lines));
    }

    /// <summary>Approves that entries are sent. One operator is enough: it opens nothing that the kill switch shuts.</summary>
    [Access(Role.Operator)]
    [Reads(typeof(GateBody))]
    [Answers(typeof(GateChangeAnswer))]
    [Function("ExecutionApprove")]
    public Task<IResult> ApproveAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/execution/approve")] HttpRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(request, (who, why) => gates.ApproveAsync(who, why, cancellationToken), cancellationToken);

    /// <summary>Takes the approval back: no entry is sent; exits and stops go on.</summary>
    [Access(Role.Operator)]
    [Reads(typeof(GateBody))]
    [Answers(typeof(GateChangeAnswer))]
    [Function("ExecutionRevoke")]
    public Task<IResult> RevokeAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/execution/revoke")] HttpRequest request, CancellationToken cancellationToken) =>
        ChangeAsync(request, (who, why) => gates.RevokeAsync(who, why, cancellationToken), cancellationToken);

    /// <summary>Switches dry run: <c>on</c> true or false. 409 <c>held</c> when a setting holds it on.</summary>
    [Access(Role.Operator)]
    [Reads(typeof(DryRunBody))]
    [Answers(typeof(GateChangeAnswer))]
    [Function("ExecutionDryRun")]
    public async Task<IResult> DryRunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/execution/dry_run")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<DryRunBody>(cancellationToken);
        if (request.NotYou(body.Operator) is { } notYou)
        {
            return notYou;
        }

        return body.On is not { } on ? Answer.Wrong("on wants true or false")
            : !on && gates.HoldsDryRun ? Answer.Problem(StatusCodes.Status409Conflict, "held", "the setting TRADING_MODE holds dry run: set it to paper or live and start again")
            : Answer.Json(GateChangeAnswer.Of(await gates.SetDryRunAsync(on, request.Caller().Name, Reason.Of(body.Reason), cancellationToken)));
    }

    private static async Task<IResult> ChangeAsync(HttpRequest request, Func<string, string, ValueTask<GateState>> change, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<GateBody>(cancellationToken);
        return request.NotYou(body.Operator) ?? Answer.Json(GateChangeAnswer.Of(await change(request.Caller().Name, Reason.Of(body.Reason))));
    }
}

/// <summary>What a change of a gate says.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Operator">The caller's own name, or nothing.</param>
internal sealed record GateBody(string? Reason, string? Operator);

/// <summary>What a change of dry run says.</summary>
/// <param name="On">Whether entries go to the dry-run ledger.</param>
/// <param name="Reason">Why.</param>
/// <param name="Operator">The caller's own name, or nothing.</param>
internal sealed record DryRunBody(bool? On, string? Reason, string? Operator);

/// <summary>The gates.</summary>
/// <param name="Open">Whether an entry would pass all of them.</param>
/// <param name="Venue">The host that orders go to.</param>
/// <param name="Gates">Each, in the order of the door.</param>
internal sealed record GatesAnswer(bool Open, string Venue, IReadOnlyList<GateLine> Gates);

/// <summary>The gates that people open and shut, after a change.</summary>
/// <param name="DryRun">Whether entries go to the dry-run ledger.</param>
/// <param name="Approved">Whether entries are approved.</param>
/// <param name="Mode"><c>paper</c> or <c>live</c>.</param>
internal sealed record GateChangeAnswer([property: JsonPropertyName("dry_run")] bool DryRun, bool Approved, string Mode)
{
    /// <summary>The answer of a state.</summary>
    public static GateChangeAnswer Of(GateState state) => new(state.DryRun, state.Approved, state.Mode == AccountMode.Live ? "live" : "paper");
}
