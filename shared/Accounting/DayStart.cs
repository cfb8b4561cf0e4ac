using NodaTime;
using Trading.Market;

namespace Trading.Accounting;

/// <summary>Where a day begins: the lots and the sums at the close before it.</summary>
/// <param name="Date">The date of that close; null at the opening balance.</param>
/// <param name="Lots">The lots open then.</param>
/// <param name="StartEquity">Cash and holdings when the books were opened.</param>
/// <param name="Cash">Cash by our books.</param>
/// <param name="RealizedToDate">Realized since the books were opened.</param>
/// <param name="FeesToDate">Fees since the books were opened.</param>
/// <param name="Shorts">Shares below zero that no lot holds: there before us, or sold without a lot.</param>
public sealed record DayStart(
    LocalDate? Date,
    IReadOnlyList<Lot> Lots,
    decimal StartEquity,
    decimal Cash,
    decimal RealizedToDate,
    decimal FeesToDate,
    IReadOnlyDictionary<Symbol, decimal> Shorts)
{
    /// <summary>The beginning of the books.</summary>
    public static DayStart Of(OpeningBalance opening) => new(null, opening.Lots, opening.Equity, opening.Cash, 0m, 0m, opening.Shorts);

    /// <summary>Where a later day begins, when nothing was closed in between: after <paramref name="fills"/>.</summary>
    public DayStart After(IReadOnlyList<BookedFill> fills)
    {
        if (fills.Count == 0)
        {
            return this;
        }

        var ledger = FifoLedger.Run(Lots, fills);
        return this with
        {
            Lots = ledger.OpenLots,
            Cash = Cash + fills.Sum(fill => fill.CashFlow - fill.Fee),
            RealizedToDate = RealizedToDate + ledger.Matches.Sum(match => match.Gross),
            FeesToDate = FeesToDate + fills.Sum(fill => fill.Fee),
        };
    }
}
