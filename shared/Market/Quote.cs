using NodaTime;

namespace Trading.Market;

/// <summary>The newest price that is known of a symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Last">The last trade's price, dollars a share.</param>
/// <param name="At">When it was current, UTC.</param>
public readonly record struct Quote(Symbol Symbol, Price Last, Instant At);
