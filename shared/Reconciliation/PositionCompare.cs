using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Market;

namespace Trading.Reconciliation;

/// <summary>Sets our books beside the broker's positions. Pure.</summary>
public static class PositionCompare
{
    /// <summary>Each symbol as both sides have it, in ordinal order.</summary>
    /// <param name="ledger">Our lots after all executions; what was sold without a lot counts against them.</param>
    /// <param name="shorts">Shares below zero from before those executions: they were there before us, or were sold without a lot.</param>
    /// <param name="broker">The broker's positions.</param>
    public static IReadOnlyList<PositionView> SideBySide(FifoLedger ledger, IReadOnlyDictionary<Symbol, decimal> shorts, IReadOnlyList<BrokerPosition> broker)
    {
        var views = new SortedDictionary<Symbol, PositionView>();
        foreach (var lots in ledger.OpenLots.GroupBy(lot => lot.Symbol))
        {
            var ours = lots.Where(lot => !lot.IsExternal).ToList();
            var held = ours.Sum(lot => lot.Quantity.Value);
            decimal? average = held == 0 ? null : decimal.Round(ours.Sum(lot => lot.Price * lot.Quantity) / held, 8);
            views[lots.Key] = new PositionView(lots.Key, held, lots.Sum(lot => lot.Quantity.Value) - held, average, 0m, null, 0m);
        }

        foreach (var sell in ledger.Unmatched)
        {
            var view = Of(views, sell.Symbol);
            views[sell.Symbol] = view with { Ours = view.Ours - sell.Quantity.Value };
        }

        foreach (var (symbol, quantity) in shorts)
        {
            var view = Of(views, symbol);
            views[symbol] = view with { External = view.External + quantity };
        }

        foreach (var position in broker)
        {
            var view = Of(views, position.Symbol);
            views[position.Symbol] = view with { Broker = position.Quantity, BrokerAveragePrice = position.AveragePrice.Value, MarketValue = position.MarketValue };
        }

        return [.. views.Values];
    }

    /// <summary>The disagreements, with the age of those that were there at the look before.</summary>
    public static IReadOnlyList<PositionDifference> Differences(IReadOnlyList<PositionView> views, IReadOnlyList<PositionDifference> before, Instant now)
    {
        var found = new List<PositionDifference>();
        foreach (var view in views)
        {
            if (view.Book != view.Broker || view.Ours < 0)
            {
                var kind = view.Ours < 0 ? DifferenceClass.Side : ClassOf(view.Book, view.Broker);
                var known = before.FirstOrDefault(difference => difference.Symbol == view.Symbol && difference.Class == kind);
                found.Add(new PositionDifference(view.Symbol, kind, view.Book, view.Broker, known?.FirstSeen ?? now, (known?.Looks ?? 0) + 1));
            }
        }

        return found;
    }

    // A short that our books do not explain is never a question of amount.
    private static DifferenceClass ClassOf(decimal book, decimal broker) =>
        (broker < 0 && book >= 0) || (book < 0 && broker > 0) ? DifferenceClass.Side
        : broker == 0 ? DifferenceClass.Missing
        : book == 0 ? DifferenceClass.Ghost
        : DifferenceClass.Quantity;

    private static PositionView Of(SortedDictionary<Symbol, PositionView> views, Symbol symbol) =>
        views.TryGetValue(symbol, out var view) ? view : new PositionView(symbol, 0m, 0m, null, 0m, null, 0m);
}
