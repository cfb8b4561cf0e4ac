using System.Text.Json.Serialization;
using NodaTime;
using Trading.Control.TwoPersons;

namespace Trading.Functions.Http;

/// <summary>A request that takes two people, as the routes show it.</summary>
/// <param name="RequestId">Its id, to be approved by.</param>
/// <param name="Kind">What is asked.</param>
/// <param name="Binding">What it is bound to.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="Reason">Why.</param>
/// <param name="ExpiresAt">Until when it can be approved, UTC.</param>
/// <param name="ApprovedBy">Who approved it; null while nobody has.</param>
/// <param name="EffectiveAt">From when the approval counts, UTC.</param>
/// <param name="Sentence">One line for people.</param>
internal sealed record TwoPersonView(
    [property: JsonPropertyName("request_id")] string RequestId,
    string Kind,
    string Binding,
    [property: JsonPropertyName("requested_by")] string RequestedBy,
    string Reason,
    [property: JsonPropertyName("expires_at")] Instant ExpiresAt,
    [property: JsonPropertyName("approved_by")] string? ApprovedBy,
    [property: JsonPropertyName("effective_at")] Instant? EffectiveAt,
    string Sentence)
{
    /// <summary>The view of an answer that holds a request.</summary>
    public static TwoPersonView Of(TwoPersonAnswer answer) =>
        answer.Request is { } request
            ? new(request.Id, request.Kind, request.Binding, request.RequestedBy, request.Why, request.ExpiresAt, request.ApprovedBy, request.EffectiveAt, answer.Sentence)
            : throw new ArgumentException("a refusal has no view", nameof(answer));
}
