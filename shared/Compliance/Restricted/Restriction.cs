using NodaTime;
using Trading.Market;

namespace Trading.Compliance.Restricted;

/// <summary>A symbol that may not be bought.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Reason">Why, a sentence.</param>
/// <param name="Who">Who put it on the list.</param>
/// <param name="From">Since when, UTC.</param>
/// <param name="Until">The last New York date on which it holds; null holds until it is removed.</param>
public sealed record Restriction(Symbol Symbol, string Reason, string Who, Instant From, LocalDate? Until)
{
    /// <summary>Whether it holds on a New York date.</summary>
    public bool HoldsOn(LocalDate date) => Until is not { } last || date <= last;
}
