using Trading.Market;
using Trading.Orders;

namespace Trading.Accounting;

/// <summary>
/// First in, first out: a sell closes the oldest shares first. Pure. Our own sells close our own lots only; a sell made by hand closes
/// what was bought by hand first and then ours, because the shares are gone whoever sold them.
/// </summary>
public sealed class FifoLedger
{
    // Fees are split to a hundred-millionth of a dollar; the last part takes what is left, so the sum is exact.
    private const int FeeDigits = 8;
    private readonly SortedDictionary<Symbol, List<Lot>> lots = [];
    private readonly List<LotMatch> matches = [];
    private readonly List<UnmatchedSell> unmatched = [];

    /// <summary>A ledger that starts with <paramref name="opening"/>, oldest lots of a symbol first.</summary>
    public FifoLedger(IEnumerable<Lot> opening)
    {
        foreach (var lot in opening)
        {
            Of(lot.Symbol).Add(lot);
        }
    }

    /// <summary>What sells closed, in the order in which it happened.</summary>
    public IReadOnlyList<LotMatch> Matches => matches;

    /// <summary>What was sold without a lot.</summary>
    public IReadOnlyList<UnmatchedSell> Unmatched => unmatched;

    /// <summary>The lots that are open, by symbol, oldest first.</summary>
    public IReadOnlyList<Lot> OpenLots => [.. lots.Values.SelectMany(list => list)];

    /// <summary>A ledger of <paramref name="opening"/> after <paramref name="fills"/>, which are taken in time order however they come.</summary>
    public static FifoLedger Run(IEnumerable<Lot> opening, IEnumerable<BookedFill> fills)
    {
        var ledger = new FifoLedger(opening);
        foreach (var fill in fills.Order(BookedFill.InTime))
        {
            ledger.Apply(fill);
        }

        return ledger;
    }

    private void Apply(BookedFill fill)
    {
        if (fill.Side == OrderSide.Buy)
        {
            Open(fill);
            return;
        }

        var rest = Close(fill, new Remainder(fill.Quantity, fill.Fee), closeExternal: fill.IsExternal);
        if (fill.IsExternal && !rest.Quantity.IsZero)
        {
            rest = Close(fill, rest, closeExternal: false);
        }

        if (!rest.Quantity.IsZero)
        {
            unmatched.Add(new UnmatchedSell(fill.Symbol, rest.Quantity, fill.OrderId, fill.At));
        }
    }

    // Partial fills of one order at one price are one lot.
    private void Open(BookedFill fill)
    {
        var list = Of(fill.Symbol);
        if (list.Count > 0 && list[^1] is var last && last.OrderId == fill.OrderId && last.Price == fill.Price)
        {
            list[^1] = last with { Quantity = last.Quantity + fill.Quantity, Fee = last.Fee + fill.Fee };
            return;
        }

        list.Add(new Lot(fill.Symbol, fill.Quantity, fill.Price, fill.At, fill.OrderId, fill.Strategy, fill.CorrelationId, fill.Fee, fill.IsExternal));
    }

    private Remainder Close(BookedFill sell, Remainder rest, bool closeExternal)
    {
        var list = Of(sell.Symbol);
        for (var i = 0; i < list.Count && !rest.Quantity.IsZero;)
        {
            if (list[i].IsExternal != closeExternal)
            {
                i++;
                continue;
            }

            var (taken, left) = new Remainder(list[i].Quantity, list[i].Fee).Take(rest.Quantity);
            (var sold, rest) = rest.Take(taken.Quantity);
            matches.Add(new LotMatch(list[i] with { Quantity = taken.Quantity, Fee = taken.Fee }, sell.Price, sell.OrderId, sold.Fee, sell.At));
            if (left.Quantity.IsZero)
            {
                list.RemoveAt(i);
            }
            else
            {
                list[i] = list[i] with { Quantity = left.Quantity, Fee = left.Fee };
            }
        }

        return rest;
    }

    private List<Lot> Of(Symbol symbol) => lots.TryGetValue(symbol, out var list) ? list : lots[symbol] = [];

    private readonly record struct Remainder(Quantity Quantity, decimal Fee)
    {
        public (Remainder Taken, Remainder Left) Take(Quantity wanted)
        {
            if (wanted >= Quantity)
            {
                return (this, default);
            }

            var fee = decimal.Round(Fee * wanted.Value / Quantity.Value, FeeDigits);
            return (new Remainder(wanted, fee), new Remainder(Quantity - wanted, Fee - fee));
        }
    }
}
