using NodaTime;

namespace Trading.Operations.Alerting;

/// <summary>A message that waits to be sent by one channel: table <c>outbox</c>, partition = channel.</summary>
/// <param name="AlertId">The alert.</param>
/// <param name="Kind">As in <see cref="AlertMessage"/>.</param>
/// <param name="Level">The alert's level.</param>
/// <param name="Code">Its code.</param>
/// <param name="Subject">Its subject.</param>
/// <param name="Sentence">Its sentence.</param>
/// <param name="Parties">Who is meant.</param>
/// <param name="At">Since when it waits, UTC.</param>
/// <param name="Failures">How often it could not be sent.</param>
/// <param name="ClaimedUntil">Until when a process is sending it, UTC.</param>
internal sealed record Delivery(
    string AlertId,
    string Kind,
    AlertLevel Level,
    string Code,
    string Subject,
    string Sentence,
    IReadOnlyList<AlertParty> Parties,
    Instant At,
    int Failures = 0,
    Instant? ClaimedUntil = null);
