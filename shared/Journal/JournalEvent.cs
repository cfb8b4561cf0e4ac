using System.Text.Json;
using NodaTime;

namespace Trading.Journal;

/// <summary>One event of the journal: a line of JSON in the blob of its trading date.</summary>
/// <param name="Sequence">1 for the first event of the account, then rising by one without a gap.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Kind">What happened, a code such as <c>order-submitted</c>.</param>
/// <param name="Correlation">The chain it belongs to.</param>
/// <param name="Data">The numbers and the sentence.</param>
/// <param name="Previous">The hash of the event before, 64 lower-case hex digits; 64 zeros before the first.</param>
/// <param name="Hash">SHA-256 of the line without this field, 64 lower-case hex digits.</param>
public sealed record JournalEvent(long Sequence, Instant At, string Kind, string Correlation, JsonElement Data, string Previous, string Hash);
