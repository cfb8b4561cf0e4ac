using NodaTime;

namespace Trading.Control.TwoPersons;

/// <summary>A request that takes a second person.</summary>
/// <param name="Id">Its id, such as <c>REQ-7</c>.</param>
/// <param name="Kind">What is asked: <c>unlock</c>, <c>reset_alert</c>, <c>raise_limits</c> or <c>restore</c>.</param>
/// <param name="Binding">What it is bound to, such as the number of the kill switch's activation: when that has changed, the request is void.</param>
/// <param name="RequestedBy">The person who asked.</param>
/// <param name="Credential">The credential they showed.</param>
/// <param name="Why">Their reason.</param>
/// <param name="At">When, UTC.</param>
/// <param name="ExpiresAt">Until when it can be approved, UTC.</param>
/// <param name="ApprovedBy">The person who approved it; null while nobody has.</param>
/// <param name="ApprovedAt">When, UTC.</param>
/// <param name="EffectiveAt">From when the approval counts, UTC: at once with two people, fifteen minutes later at a desk of one.</param>
public sealed record TwoPersonRequest(
    string Id,
    string Kind,
    string Binding,
    string RequestedBy,
    string Credential,
    string Why,
    Instant At,
    Instant ExpiresAt,
    string? ApprovedBy = null,
    Instant? ApprovedAt = null,
    Instant? EffectiveAt = null);

/// <summary>The answer to a request or an approval.</summary>
/// <param name="Request">The request as it now stands; null when there is none.</param>
/// <param name="Refusal">Why not: <c>unknown_request</c>, <c>expired</c>, <c>used</c>, <c>newer_activation</c>, <c>same_person</c>, <c>wrong_role</c>; null when it was taken.</param>
/// <param name="Sentence">One line for people.</param>
public sealed record TwoPersonAnswer(TwoPersonRequest? Request, string? Refusal, string Sentence);
