using Trading.Market;
using Trading.Orders;
using Trading.Risk;

namespace Trading.Execution;

/// <summary>A position that our fills do not explain.</summary>
internal readonly record struct StrayPosition(string Code, Symbol Symbol, string Sentence);

/// <summary>Compares positions with our fills. What we did not order is not ours: it counts in exposure and is never traded. Pure.</summary>
internal static class StrayPositions
{
    public static IEnumerable<StrayPosition> Of(DeskSnapshot desk, OrderBookView book)
    {
        foreach (var position in desk.Positions ?? [])
        {
            var owned = book.Owned(position.Symbol);
            if (position.Quantity > owned && !Works(book, position.Symbol))
            {
                yield return new StrayPosition(
                    "position-external", position.Symbol, $"{position.Quantity - owned:0.######} of {position.Quantity:0.######} {position.Symbol} were not bought by this desk; they are left alone");
            }
        }

        foreach (var symbol in desk.Positions is null ? [] : book.OwnedSymbols)
        {
            if (desk.Held(symbol) < book.Owned(symbol) && !Works(book, symbol))
            {
                yield return new StrayPosition(
                    "position-missing", symbol, $"our fills leave {book.Owned(symbol):0.######} {symbol}, the broker has {desk.Held(symbol):0.######}; sold by somebody else?");
            }
        }
    }

    // While an order of ours works, the difference may be a fill that is on its way.
    private static bool Works(OrderBookView book, Symbol symbol)
    {
        foreach (var order in book.Open)
        {
            if (order.Symbol == symbol && !order.IsExternal)
            {
                return true;
            }
        }

        return false;
    }
}
