using NodaTime;
using Trading.Market;

namespace Trading.Accounting;

/// <summary>What the account held when our books of it were opened. Shares that were there before us are external lots at the broker's average price.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Date">The New York date of <paramref name="At"/>: the first date the books cover.</param>
/// <param name="Cash">Dollars before the first booked execution.</param>
/// <param name="Lots">Shares before the first booked execution.</param>
/// <param name="Shorts">Shares below zero before the first booked execution: others' business, kept so that they are not taken for ours.</param>
public sealed record OpeningBalance(Instant At, LocalDate Date, decimal Cash, IReadOnlyList<Lot> Lots, IReadOnlyDictionary<Symbol, decimal> Shorts)
{
    /// <summary>Cash and shares at their price in the books: the start of the identity cash + holdings = start + realized + unrealized - fees.</summary>
    public decimal Equity => Cash + Lots.Sum(lot => lot.Price * lot.Quantity);
}
