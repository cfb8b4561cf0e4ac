using NodaTime;
using Trading.Market;
using Trading.Orders;

namespace Trading.Accounting;

/// <summary>Profit and loss of one New York trading date from lots, executions and closing prices. Pure.</summary>
public static class DailyPnl
{
    /// <summary>The summary of a date.</summary>
    /// <param name="date">The trading date.</param>
    /// <param name="ledger">The ledger after the date's executions, its matches those of the date alone.</param>
    /// <param name="fills">The date's executions.</param>
    /// <param name="closing">The date's closing price of each symbol with open lots.</param>
    /// <exception cref="ArgumentException">An open lot has no closing price: a missing price is not a price of zero.</exception>
    public static DaySummary Summarize(LocalDate date, FifoLedger ledger, IReadOnlyList<BookedFill> fills, IReadOnlyDictionary<Symbol, Price> closing)
    {
        var trips = RoundTrip.Of(ledger.Matches);
        var realized = ledger.Matches.Sum(match => match.Gross);
        var unrealized = Unrealized(ledger.OpenLots, closing);
        var fees = fills.Sum(fill => fill.Fee);
        var wins = trips.Where(trip => trip.Gross > 0).Select(trip => trip.Gross).ToList();
        var losses = trips.Where(trip => trip.Gross < 0).Select(trip => trip.Gross).ToList();
        var ranked = BySymbol(ledger.Matches);
        return new DaySummary
        {
            ReportDate = date,
            Realized = realized,
            Unrealized = unrealized,
            Total = realized + unrealized - fees,
            Fees = fees,
            Trades = Orders(fills, null),
            Buys = Orders(fills, OrderSide.Buy),
            Sells = Orders(fills, OrderSide.Sell),
            Wins = wins.Count,
            Losses = losses.Count,
            WinRate = wins.Count + losses.Count == 0 ? 0m : decimal.Round(wins.Count * 100m / (wins.Count + losses.Count), 4),
            AverageWin = Mean(wins),
            AverageLoss = Mean(losses),
            MaxDrawdown = MaxDrawdown(trips.Select(trip => trip.Gross)),
            BestSymbol = ranked.Count == 0 ? null : ranked[0].Symbol,
            BestSymbolPnl = ranked.Count == 0 ? null : ranked[0].Realized,
            WorstSymbol = ranked.Count == 0 ? null : Worst(ranked).Symbol,
            WorstSymbolPnl = ranked.Count == 0 ? null : Worst(ranked).Realized,
            Volume = fills.Sum(fill => fill.Price * fill.Quantity),
            SymbolsTraded = [.. fills.Select(fill => fill.Symbol).Distinct().Order()],
        };
    }

    /// <summary>Sum of (close - cost) x shares, dollars.</summary>
    /// <exception cref="ArgumentException">A lot has no closing price.</exception>
    public static decimal Unrealized(IEnumerable<Lot> lots, IReadOnlyDictionary<Symbol, Price> closing) => lots.Sum(lot =>
        closing.TryGetValue(lot.Symbol, out var close)
            ? (close.Value - lot.Price.Value) * lot.Quantity.Value
            : throw new ArgumentException($"{lot.Symbol} is held and has no closing price", nameof(closing)));

    /// <summary>max(peak - sum) over gains and losses in time order, both starting at zero.</summary>
    public static decimal MaxDrawdown(IEnumerable<decimal> gainsInTimeOrder)
    {
        decimal sum = 0, peak = 0, deepest = 0;
        foreach (var gain in gainsInTimeOrder)
        {
            sum += gain;
            peak = decimal.Max(peak, sum);
            deepest = decimal.Max(deepest, peak - sum);
        }

        return deepest;
    }

    private static int Orders(IReadOnlyList<BookedFill> fills, OrderSide? side) =>
        fills.Where(fill => side is null || fill.Side == side).Select(fill => fill.OrderId).Distinct(StringComparer.Ordinal).Count();

    private static decimal Mean(List<decimal> values) => values.Count == 0 ? 0m : decimal.Round(values.Average(), 8);

    private static List<(Symbol Symbol, decimal Realized)> BySymbol(IReadOnlyList<LotMatch> matches) =>
        [.. matches.GroupBy(match => match.Lot.Symbol)
            .Select(group => (group.Key, group.Sum(match => match.Gross)))
            .OrderByDescending(pair => pair.Item2).ThenBy(pair => pair.Key)];

    private static (Symbol Symbol, decimal Realized) Worst(List<(Symbol Symbol, decimal Realized)> ranked) => ranked.First(pair => pair.Realized == ranked[^1].Realized);
}
