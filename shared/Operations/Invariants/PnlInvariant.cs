using Trading.Accounting;

namespace Trading.Operations.Invariants;

/// <summary>cash + holdings = start + realized + unrealized - fees, with the broker's cash and realized gross of fees.</summary>
internal static class PnlInvariant
{
    private const decimal HalfCent = 0.005m;

    public static string? Unexplained(DayFacts facts)
    {
        if (facts.Close is not { } close)
        {
            return facts.Session is null && facts.Fills.Count == 0 ? null : "the books of the day are not closed";
        }

        var rest = facts.BrokerCash + close.Holdings - (close.StartEquity + close.RealizedToDate + close.Summary.Unrealized - close.FeesToDate);
        return Math.Abs(rest) > HalfCent ? $"{Dollars.WithSign(rest)} of cash and holdings are not explained by start, realized, unrealized and fees" : Recomputed(facts, close);
    }

    // The close is worked out again from the executions, by another way than the ledger's.
    private static string? Recomputed(DayFacts facts, DayClose close)
    {
        if (facts.Start is not { } start)
        {
            return "the books are closed but were never opened";
        }

        var cash = start.Cash + facts.Fills.Sum(fill => fill.CashFlow - fill.Fee);
        return cash != close.BookCash ? $"the close has {close.BookCash:0.00} of cash, the executions leave {cash:0.00}" : null;
    }
}
