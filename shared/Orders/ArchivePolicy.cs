using NodaTime;
using Trading.Market;
using Trading.Time;

namespace Trading.Orders;

/// <summary>Which orders the book can do without. Pure.</summary>
internal static class ArchivePolicy
{
    /// <summary>The orders of trading dates before <paramref name="before"/> that were closed before it, in symbols where nothing is open and our fills leave no shares.</summary>
    public static IReadOnlyList<Order> Movable(OrderBookView book, LocalDate before)
    {
        var busy = book.OwnedSymbols.Concat(book.Open.Select(order => order.Symbol)).Concat(Recent(book, before)).ToHashSet();
        return [.. book.Orders.Where(order => !busy.Contains(order.Symbol))];
    }

    // A symbol is moved whole, so that what remains of it always adds up to its shares. What changed on the day itself
    // stays another day: the day's own reports and invariants look for it.
    private static IEnumerable<Symbol> Recent(OrderBookView book, LocalDate before) =>
        book.Orders.Where(order => order.TradingDate >= before || NewYork.DateOf(order.UpdatedAt) >= before).Select(order => order.Symbol);
}
