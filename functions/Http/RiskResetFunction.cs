using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Brokers;
using Trading.Control.Operators;
using Trading.Risk.Drawdowns;

namespace Trading.Functions.Http;

/// <summary>Resets the marks that losses are measured from, by two people. The kill switch is released by its own pair.</summary>
public sealed class RiskResetFunction(RiskReset reset, IBroker broker)
{
    /// <summary>Asks for a reset: 202 with the request, which another person approves within fifteen minutes; 409 <c>no_marks</c> before the first reading of equity.</summary>
    [Access(Role.Operator)]
    [Reads(typeof(RiskResetBody))]
    [Answers(typeof(TwoPersonView))]
    [Function("RiskResetAlert")]
    public async Task<IResult> RequestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/risk/reset_alert")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<RiskResetBody>(cancellationToken);
        if (request.NotYou(body.Requestor ?? body.Operator) is { } refused)
        {
            return refused;
        }

        var answer = await reset.RequestAsync(request.Caller(), Reason.Of(body.Reason), cancellationToken);
        return answer.Refusal is null ? Answer.Json(TwoPersonView.Of(answer), StatusCodes.Status202Accepted) : TwoPersonStatus.Of(answer);
    }

    /// <summary>
    /// Approves it, and opening equity and both peaks become what the account is worth: 200, at once or, at a desk of one, from <c>effective_at</c> on; 403 <c>same_person</c>;
    /// 404 <c>unknown_request</c>; 409 <c>used</c>, or <c>newer_activation</c> when a mark has moved; 410 <c>expired</c>; 503 when equity cannot be read.
    /// </summary>
    [Access(Role.Approver)]
    [Reads(typeof(RiskResetApproval))]
    [Answers(typeof(TwoPersonView))]
    [Function("RiskResetApprove")]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/risk/reset_approve")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<RiskResetApproval>(cancellationToken);
        if (request.NotYou(body.Approver ?? body.Operator) is { } refused)
        {
            return refused;
        }

        if (body.RequestId is not { Length: > 0 } id)
        {
            return Answer.Wrong("request_id wants the id that risk/reset_alert answered, such as REQ-7");
        }

        return await EquityAsync(cancellationToken) is { } equity
            ? TwoPersonStatus.Of(await reset.ApproveAsync(id, request.Caller(), equity, cancellationToken))
            : Answer.Problem(StatusCodes.Status503ServiceUnavailable, "equity_unknown", "the account's equity cannot be read, or is not above zero: nothing is reset");
    }

    private async ValueTask<decimal?> EquityAsync(CancellationToken cancellationToken)
    {
        try
        {
            return (await broker.AccountAsync(cancellationToken)).Equity is > 0m and var equity ? equity : null;
        }
        catch (BrokerException)
        {
            return null;
        }
    }
}

/// <summary>What a request to reset says.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Requestor">The caller's own name, or nothing.</param>
/// <param name="Operator">The same.</param>
internal sealed record RiskResetBody(string? Reason, string? Requestor, string? Operator);

/// <summary>What an approval says.</summary>
/// <param name="RequestId">Which request.</param>
/// <param name="Approver">The caller's own name, or nothing.</param>
/// <param name="Operator">The same.</param>
internal sealed record RiskResetApproval([property: JsonPropertyName("request_id")] string? RequestId, string? Approver, string? Operator);
