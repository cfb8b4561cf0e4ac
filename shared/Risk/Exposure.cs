using Trading.Market;
using Trading.Orders;

namespace Trading.Risk;

/// <summary>
/// What the account holds and may come to hold: positions at their market value (a short counts by its size) and working entries at their limit, ours and others'.
/// The orders of one decision can be left out, so that a decision is not counted against itself.
/// </summary>
/// <param name="Total">Dollars over all symbols.</param>
/// <param name="Symbol">Dollars of the symbol asked about.</param>
/// <param name="Positions">Symbols with a position or a working entry.</param>
/// <param name="Holds">The symbol asked about is among them.</param>
/// <param name="Unsettled">Dollars of entries sent after the account was read: its buying power does not know them.</param>
public readonly record struct Exposure(decimal Total, decimal Symbol, int Positions, bool Holds, decimal Unsettled)
{
    /// <summary>The exposure seen from one symbol. Unknown positions count as none: the caller has blocked on them before.</summary>
    public static Exposure Of(DeskSnapshot desk, OrderBookView book, Symbol symbol, string? exceptGroup)
    {
        var sum = default(Exposure);
        for (var i = 0; i < (desk.Positions?.Count ?? 0); i++)
        {
            var position = desk.Positions![i];
            if (position.Quantity != 0m)
            {
                sum = sum.With(decimal.Abs(position.MarketValue), position.Symbol == symbol, isNew: true);
            }
        }

        var open = book.Open;
        for (var i = 0; i < open.Length; i++)
        {
            var order = open[i];
            if (order.Side == OrderSide.Buy && (exceptGroup is null || order.Group != exceptGroup) && !order.Remaining.IsZero)
            {
                sum = sum.With(ValueOf(order, order.Remaining, desk), order.Symbol == symbol, IsFirstOf(book, i, desk));
                sum = order.SentAt >= desk.At ? sum with { Unsettled = sum.Unsettled + ValueOf(order, order.Remaining, desk) } : sum;
            }
        }

        return WithLateFills(sum, desk, book, symbol);
    }

    // Fills that the book learned of after the positions were read are in neither: not in the positions, and no longer among the open orders.
    private static Exposure WithLateFills(Exposure sum, DeskSnapshot desk, OrderBookView book, Symbol symbol)
    {
        var orders = book.Orders;
        for (var i = 0; i < orders.Length; i++)
        {
            var order = orders[i];
            if (order.Side == OrderSide.Buy && order.UpdatedAt > desk.At && !order.Filled.IsZero)
            {
                sum = sum.With(ValueOf(order, order.Filled, desk), order.Symbol == symbol, desk.Held(order.Symbol) is null or 0m);
            }
        }

        return sum;
    }

    private static decimal ValueOf(Order order, Quantity quantity, DeskSnapshot desk) =>
        (order.LimitPrice ?? order.StopPrice ?? order.ReferencePrice ?? desk.PriceOf(order.Symbol)) is { } price ? price * quantity : 0m;

    private static bool IsFirstOf(OrderBookView book, int index, DeskSnapshot desk)
    {
        var symbol = book.Open[index].Symbol;
        if (desk.Held(symbol) is not (null or 0m))
        {
            return false;
        }

        for (var i = 0; i < index; i++)
        {
            if (book.Open[i].Side == OrderSide.Buy && book.Open[i].Symbol == symbol)
            {
                return false;
            }
        }

        return true;
    }

    private Exposure With(decimal dollars, bool isSymbol, bool isNew) => this with
    {
        Total = Total + dollars,
        Symbol = isSymbol ? Symbol + dollars : Symbol,
        Positions = isNew ? Positions + 1 : Positions,
        Holds = Holds || isSymbol,
    };
}
