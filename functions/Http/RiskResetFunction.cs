using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Brokers;
using Trading.Control.Operators;
using Trading.Risk.Drawdowns;

namespace Trading.Functions.Http;

/// <summary>Resets the marks that losses are measured from, by two people.</summary>
public sealed class RiskResetFunction(RiskReset reset, IBroker broker)
{
    /// <summary>Asks for a reset: 202 with the request's id, which a second person approves within fifteen minutes.</summary>
    [Answers(typeof(RiskResetAnswer))]
    [Reads(typeof(RiskResetBody))]
    [Function("RiskResetAlert")]
    [Access(Role.Operator)]
    public async Task<IResult> RequestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/risk/reset_alert")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<RiskResetBody>(cancellationToken);
        if (NotYou(request, body) is { } refused)
        {
            return refused;
        }

        var why = body.Reason;
        var asked = await reset.RequestAsync(request.Caller(), string.IsNullOrWhiteSpace(why) ? "no reason given" : why.Trim(), cancellationToken);
        return asked is null
            ? Answer.Problem(StatusCodes.Status409Conflict, "no_marks", "there is nothing to reset: equity has not been read yet")
            : Answer.Json(
                new RiskResetAnswer(
                    "pending", asked.Id, asked.ExpiresAt, null,
                    $"nothing is reset yet: a second person, an approver, sends {{\"request_id\":\"{asked.Id}\"}} to risk/reset_approve before {asked.ExpiresAt}"),
                StatusCodes.Status202Accepted);
    }

    /// <summary>Approves a reset: opening equity and both peaks become what the account is worth now.</summary>
    [Answers(typeof(RiskResetAnswer))]
    [Reads(typeof(RiskResetBody))]
    [Function("RiskResetApprove")]
    [Access(Role.Approver)]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/risk/reset_approve")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<RiskResetBody>(cancellationToken);
        if (NotYou(request, body) is { } refused)
        {
            return refused;
        }

        if (body.RequestId is not { Length: > 0 } id)
        {
            return Answer.Wrong("request_id is missing: the id that risk/reset_alert answered");
        }

        if (await EquityAsync(cancellationToken) is not { } equity)
        {
            return Answer.Problem(StatusCodes.Status503ServiceUnavailable, "equity_unknown", "the account's equity cannot be read, or is not above zero: nothing is reset");
        }

        var answer = await reset.ApproveAsync(id, request.Caller(), equity, cancellationToken);
        return answer.Refusal is { } code
            ? Answer.Problem(StatusOf(code), code, answer.Sentence)
            : Answer.Json(new RiskResetAnswer("approved", id, null, answer.Request!.EffectiveAt, answer.Sentence));
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

    private static IResult? NotYou(HttpRequest request, RiskResetBody body) => request.NotYou(body.Operator) ?? request.NotYou(body.Requestor) ?? request.NotYou(body.Approver);

    private static int StatusOf(string refusal) => refusal switch
    {
        "unknown_request" => StatusCodes.Status404NotFound,
        "expired" => StatusCodes.Status410Gone,
        "wrong_role" or "same_person" => StatusCodes.Status403Forbidden,
        _ => StatusCodes.Status409Conflict,
    };
}

/// <summary>What is sent.</summary>
/// <param name="Reason">Why, of a request.</param>
/// <param name="RequestId">Which, of an approval.</param>
/// <param name="Operator">Who does this: nobody but the caller.</param>
/// <param name="Requestor">The same under another name.</param>
/// <param name="Approver">The same under another name.</param>
internal sealed record RiskResetBody(string? Reason, [property: JsonPropertyName("request_id")] string? RequestId, string? Operator, string? Requestor, string? Approver);

/// <summary>What is answered.</summary>
/// <param name="Status"><c>pending</c> or <c>approved</c>.</param>
/// <param name="RequestId">The request.</param>
/// <param name="ExpiresAt">Until when it can be approved, UTC.</param>
/// <param name="EffectiveAt">From when the approval counts, UTC.</param>
/// <param name="Detail">What happens next.</param>
internal sealed record RiskResetAnswer(
    string Status, [property: JsonPropertyName("request_id")] string RequestId, [property: JsonPropertyName("expires_at")] Instant? ExpiresAt,
    [property: JsonPropertyName("effective_at")] Instant? EffectiveAt, string Detail);
