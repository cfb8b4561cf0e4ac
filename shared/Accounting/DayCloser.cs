using NodaTime;
using Trading.Market;

namespace Trading.Accounting;

/// <summary>Closes a day: start, executions and closing prices in, the books at the close out. Pure.</summary>
public static class DayCloser
{
    /// <summary>The symbols held after <paramref name="fills"/>: those whose closing price <see cref="Close"/> needs.</summary>
    public static IReadOnlyList<Symbol> Held(DayStart start, IReadOnlyList<BookedFill> fills) =>
        [.. FifoLedger.Run(start.Lots, fills).OpenLots.Select(lot => lot.Symbol).Distinct()];

    /// <summary>The books at the close of <paramref name="date"/> and the lots then open.</summary>
    /// <param name="date">The trading date.</param>
    /// <param name="start">Where it begins.</param>
    /// <param name="fills">The executions since then.</param>
    /// <param name="closing">The date's closing prices.</param>
    /// <param name="observedCash">Cash as the broker told it after the close; null when it is not known.</param>
    /// <exception cref="ArgumentException">A held symbol has no closing price.</exception>
    public static (DayClose Books, IReadOnlyList<Lot> Lots) Close(
        LocalDate date, DayStart start, IReadOnlyList<BookedFill> fills, ClosingPrices closing, decimal? observedCash)
    {
        var ledger = FifoLedger.Run(start.Lots, fills);
        var summary = DailyPnl.Summarize(date, ledger, fills, closing.Prices);
        var lots = ledger.OpenLots;
        var books = new DayClose
        {
            Date = date,
            Previous = start.Date,
            Summary = summary,
            StartEquity = start.StartEquity,
            RealizedToDate = start.RealizedToDate + summary.Realized,
            FeesToDate = start.FeesToDate + summary.Fees,
            BookCash = start.Cash + fills.Sum(fill => fill.CashFlow - fill.Fee),
            ObservedCash = observedCash,
            Holdings = lots.Sum(lot => closing.Prices[lot.Symbol] * lot.Quantity),
            Positions = [.. lots.GroupBy(lot => (lot.Symbol, lot.IsExternal)).OrderBy(group => group.Key).Select(group => At(group, closing))],
            Unmatched = ledger.Unmatched,
            Shorts = Shorts(start, ledger),
            StalePrices = closing.Stale,
        };
        return (books, lots);
    }

    private static SortedDictionary<Symbol, decimal> Shorts(DayStart start, FifoLedger ledger)
    {
        var shorts = new SortedDictionary<Symbol, decimal>();
        foreach (var (symbol, quantity) in start.Shorts.Concat(ledger.Unmatched.Select(sell => KeyValuePair.Create(sell.Symbol, -sell.Quantity.Value))))
        {
            shorts[symbol] = shorts.GetValueOrDefault(symbol) + quantity;
        }

        return shorts;
    }

    private static PositionAtClose At(IGrouping<(Symbol Symbol, bool IsExternal), Lot> lots, ClosingPrices closing)
    {
        var quantity = new Quantity(lots.Sum(lot => lot.Quantity.Value));
        var average = new Price(decimal.Round(lots.Sum(lot => lot.Price * lot.Quantity) / quantity.Value, 8));
        return new PositionAtClose(lots.Key.Symbol, quantity, average, closing.Prices[lots.Key.Symbol], DailyPnl.Unrealized(lots, closing.Prices), lots.Key.IsExternal);
    }
}
