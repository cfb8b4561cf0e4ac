using NodaTime;
using Trading.Market;

namespace Trading.Execution.Requests;

/// <summary>What a person asked of the shares that one of our entries left us with. Said as what is kept, so that it may be carried out twice.</summary>
/// <param name="EntryId">The entry order's id.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Keep">Shares to keep; what is above is sold.</param>
/// <param name="Who">The person.</param>
/// <param name="Why">The sentence a person reads.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record ExitRequest(string EntryId, Symbol Symbol, Quantity Keep, string Who, string Why, Instant At);
