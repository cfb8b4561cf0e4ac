using System.Collections.Immutable;
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
    // A share whose price nobody knows may be worth anything: more than any cap.
    private const decimal Unpriced = 1e12m;

    /// <summary>The exposure seen from one symbol. Unknown positions count as none: the caller has blocked on them before.</summary>
    public static Exposure Of(DeskSnapshot desk, OrderBookView book, Symbol symbol, string? exceptGroup)
    {
        var sum = new Sum(symbol);
        for (var i = 0; i < (desk.Positions?.Count ?? 0); i++)
        {
            var position = desk.Positions![i];
            if (position.Quantity != 0m)
            {
                sum.Add(position.Symbol, decimal.Abs(position.MarketValue), isNew: true);
            }
        }

        AddWorking(ref sum, desk, book, exceptGroup);
        AddLateFills(ref sum, desk, book);
        return new Exposure(sum.Total, sum.Own, sum.Positions, sum.Holds, sum.Unsettled);
    }

    private static void AddWorking(ref Sum sum, DeskSnapshot desk, OrderBookView book, string? exceptGroup)
    {
        var open = book.OpenBuys;
        for (var i = 0; i < open.Length; i++)
        {
            var order = open[i];
            if ((exceptGroup is null || order.Group != exceptGroup) && !order.Remaining.IsZero)
            {
                var dollars = ValueOf(order, order.Remaining, desk);
                sum.Add(order.Symbol, dollars, IsFirstOf(open, i, desk));
                sum.Unsettled += order.SentAt >= desk.At ? dollars : 0m;
            }
        }
    }

    // Fills that the book learned of after the positions were read are in neither: not in the positions, and no longer among the open orders.
    private static void AddLateFills(ref Sum sum, DeskSnapshot desk, OrderBookView book)
    {
        var bought = book.FilledBuys;
        for (var i = 0; i < bought.Length; i++)
        {
            var order = bought[i];
            if (order.UpdatedAt > desk.At)
            {
                sum.Add(order.Symbol, ValueOf(order, order.Filled, desk), desk.Held(order.Symbol) is null or 0m);
            }
        }
    }

    private static decimal ValueOf(Order order, Quantity quantity, DeskSnapshot desk) =>
        (order.LimitPrice ?? order.StopPrice ?? order.ReferencePrice ?? desk.PriceOf(order.Symbol)) is { } price ? price * quantity : Unpriced;

    private static bool IsFirstOf(ImmutableArray<Order> buys, int index, DeskSnapshot desk)
    {
        var symbol = buys[index].Symbol;
        for (var i = 0; i < index; i++)
        {
            if (buys[i].Symbol == symbol)
            {
                return false;
            }
        }

        return desk.Held(symbol) is null or 0m;
    }

    private struct Sum(Symbol symbol)
    {
        public decimal Total;
        public decimal Own;
        public decimal Unsettled;
        public int Positions;
        public bool Holds;

        public void Add(Symbol of, decimal dollars, bool isNew)
        {
            Total += dollars;
            Positions += isNew ? 1 : 0;
            if (of == symbol)
            {
                Own += dollars;
                Holds = true;
            }
        }
    }
}
