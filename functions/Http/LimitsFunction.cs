using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Control.Operators;
using Trading.Risk.Limits;

namespace Trading.Functions.Http;

/// <summary>The limits: as they stand, setting them, approving a raise.</summary>
public sealed class LimitsFunction(LimitsBook book, LimitDesk desk)
{
    /// <summary>The limits in force, what waits for two people, and what the file was last.</summary>
    [Answers(typeof(LimitsAnswer))]
    [Function("ConfigLimits")]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/config/limits")] HttpRequest request, CancellationToken cancellationToken) =>
        Answer.Json(LimitsAnswer.Of(await book.StateAsync(cancellationToken), null, null));

    /// <summary>Sets limits: what allows less counts at once, what allows more waits as a request for a second person. All faults of the values are told at once.</summary>
    [Access(Role.Operator)]
    [Reads(typeof(LimitsBody))]
    [Answers(typeof(LimitsAnswer))]
    [Function("SetLimits")]
    public async Task<IResult> SetAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/config/limits")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LimitsBody>(cancellationToken);
        if (request.NotYou(body.Operator) is { } refused)
        {
            return refused;
        }

        var reading = LimitsFile.Read(body.Values is { } values ? Encoding.UTF8.GetBytes(values.GetRawText()) : "{}"u8);
        return reading.Faults.Count > 0 ? Answer.Problem(StatusCodes.Status400BadRequest, "wrong_limits", string.Join("; ", reading.Faults))
            : reading.Values.Count == 0 ? Answer.Wrong("values wants limits by key, such as {\"values\":{\"total_exposure\":20000},\"reason\":\"why\"}; config/limits lists the keys")
            : ReasonGiven.In(body.Reason) is not { } why ? Answer.Wrong(ReasonGiven.Missing)
            : LimitsAnswer.Or(await desk.SetAsync(reading.Values, request.Caller(), why, cancellationToken));
    }

    /// <summary>Approves the raise that waits, by its <c>request_id</c> or whichever it is. A raise of the file, which nobody asked for in person, becomes the caller's own request first.</summary>
    [Access(Role.Operator)]
    [Reads(typeof(LimitsApproveBody))]
    [Answers(typeof(LimitsAnswer))]
    [Function("ApproveLimits")]
    public async Task<IResult> ApproveAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/config/approve")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LimitsApproveBody>(cancellationToken);
        return request.NotYou(body.Approver) ?? LimitsAnswer.Or(await desk.ApproveAsync(string.IsNullOrEmpty(body.RequestId) ? null : body.RequestId, request.Caller(), cancellationToken));
    }
}

/// <summary>Limits to set.</summary>
/// <param name="Values">The values, by key; read as strictly as the limits file.</param>
/// <param name="Reason">Why.</param>
/// <param name="Operator">Who does this: nobody but the caller.</param>
internal sealed record LimitsBody(JsonElement? Values, string? Reason, string? Operator);

/// <summary>An approval.</summary>
/// <param name="RequestId">Which request; null for the raise that waits.</param>
/// <param name="Approver">Who does this: nobody but the caller.</param>
internal sealed record LimitsApproveBody([property: JsonPropertyName("request_id")] string? RequestId, string? Approver);

/// <summary>The limits.</summary>
/// <param name="Number">The change that made them.</param>
/// <param name="Source">Through which door.</param>
/// <param name="Who">The person; <c>file</c> for the file.</param>
/// <param name="At">Since when, UTC.</param>
/// <param name="Effective">What holds, by key.</param>
/// <param name="Pending">What waits for two people; null when nothing does.</param>
/// <param name="FileFaults">What is wrong with the limits file; empty when it was taken or there is none.</param>
/// <param name="Limits">The limits one by one, with their defaults.</param>
/// <param name="RequestId">The request that was made or approved now.</param>
/// <param name="EffectiveAt">From when an approval counts, UTC.</param>
/// <param name="Detail">What happened, one line.</param>
internal sealed record LimitsAnswer(
    int Number,
    string Source,
    string Who,
    Instant At,
    IReadOnlyDictionary<string, decimal> Effective,
    PendingView? Pending,
    IReadOnlyList<string> FileFaults,
    IReadOnlyList<LimitView> Limits,
    [property: JsonPropertyName("request_id")] string? RequestId,
    [property: JsonPropertyName("effective_at")] Instant? EffectiveAt,
    string? Detail)
{
    public static LimitsAnswer Of(LimitState state, Control.TwoPersons.TwoPersonRequest? request, string? detail) => new(
        state.Number, state.Change.Source, state.Change.Who, state.Change.At, state.Values, PendingView.Of(state), state.File?.Faults ?? [], LimitView.AllOf(state), request?.Id, request?.EffectiveAt, detail);

    /// <summary>The limits after what a person did, or why they did not change.</summary>
    public static IResult Or(LimitAnswer answer) => answer.Refusal switch
    {
        null => Answer.Json(Of(answer.State, answer.Request, answer.Sentence)),
        "unknown_change" => Answer.Problem(StatusCodes.Status404NotFound, answer.Refusal, answer.Sentence),
        _ => Answer.Problem(TwoPersonStatus.StatusOf(answer.Refusal), answer.Refusal, answer.Sentence),
    };
}
