using NodaTime;

namespace Trading.Control;

/// <summary>A release that two credentials have agreed on.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="RequestedBy">Who asked for it.</param>
/// <param name="ApprovedBy">Who approved it.</param>
/// <param name="Why">The reason of the request.</param>
/// <param name="EffectiveAt">From when it counts, UTC.</param>
/// <param name="DeskOfOne">Whether both were credentials of one person: such a release waits, and the journal says so.</param>
public sealed record KillRelease(string RequestId, string RequestedBy, string ApprovedBy, string Why, Instant EffectiveAt, bool DeskOfOne);
