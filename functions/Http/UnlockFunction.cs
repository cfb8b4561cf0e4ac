using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Control;
using Trading.Control.Operators;

namespace Trading.Functions.Http;

/// <summary>Releases the kill switch by two people.</summary>
public sealed class UnlockFunction(UnlockDesk desk)
{
    /// <summary>Asks for the release: 200 with the request; 409 <c>not_active</c>, or <c>still_asked</c> with what to clear first; 503 when the switch cannot be read.</summary>
    [Access(Role.Operator)]
    [Reads(typeof(UnlockRequestBody))]
    [Answers(typeof(TwoPersonView))]
    [Function("UnlockRequest")]
    public async Task<IResult> RequestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/system/unlock_request")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<UnlockRequestBody>(cancellationToken);
        return request.NotYou(body.Requestor) ?? TwoPersonStatus.Of(await desk.RequestAsync(request.Caller(), Reason.Of(body.Reason), cancellationToken));
    }

    /// <summary>
    /// Approves it: 200, at once or, at a desk of one, from <c>effective_at</c> on; 403 <c>same_person</c>; 404 <c>unknown_request</c>; 409 <c>used</c>, <c>newer_activation</c>,
    /// <c>not_active</c>, <c>still_asked</c>; 410 <c>expired</c>.
    /// </summary>
    [Access(Role.Approver)]
    [Reads(typeof(UnlockApproveBody))]
    [Answers(typeof(TwoPersonView))]
    [Function("UnlockApprove")]
    public async Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/system/unlock_approve")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<UnlockApproveBody>(cancellationToken);
        return request.NotYou(body.Approver)
            ?? (body.RequestId is { Length: > 0 } id ? TwoPersonStatus.Of(await desk.ApproveAsync(id, request.Caller(), cancellationToken)) : Answer.Wrong("request_id wants the id of a request, such as REQ-7"));
    }
}

/// <summary>What a request for the release says.</summary>
/// <param name="Requestor">The caller's own name, or nothing.</param>
/// <param name="Reason">Why.</param>
internal sealed record UnlockRequestBody(string? Requestor, string? Reason);

/// <summary>What an approval says.</summary>
/// <param name="Approver">The caller's own name, or nothing.</param>
/// <param name="RequestId">Which request.</param>
internal sealed record UnlockApproveBody(string? Approver, [property: JsonPropertyName("request_id")] string? RequestId);
