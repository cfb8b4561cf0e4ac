using NodaTime;
using Trading.Market;

namespace Trading.Orders;

/// <summary>Which orders the book can do without. Pure.</summary>
internal static class ArchivePolicy
{
    /// <summary>The closed orders of trading dates before <paramref name="before"/>, in symbols where nothing is open and our fills leave no shares.</summary>
    public static IReadOnlyList<Order> Movable(OrderBookView book, LocalDate before)
    {
        var busy = book.OwnedSymbols.Concat(book.Open.Select(order => order.Symbol)).Concat(Recent(book, before)).ToHashSet();
        return [.. book.Orders.Where(order => !busy.Contains(order.Symbol))];
    }

    // A symbol is moved whole, so that what remains of it always adds up to its shares.
    private static IEnumerable<Symbol> Recent(OrderBookView book, LocalDate before) =>
        book.Orders.Where(order => order.TradingDate >= before).Select(order => order.Symbol);
}
