using Trading.Market;
using Trading.Orders;

namespace Trading.Risk;

/// <summary>One thing that is held, or may come to be.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Dollars">Its value: a position's at the market, a working entry's at its limit; below zero when short.</param>
/// <param name="IsNew">The first line of its symbol.</param>
/// <param name="IsUnsettled">An entry that was sent after the account was read: its buying power does not know it.</param>
public readonly record struct ExposureLine(Symbol Symbol, decimal Dollars, bool IsNew, bool IsUnsettled);

/// <summary>
/// Walks over all that the account holds and may come to hold: positions, working entries (ours and others'), and fills that the book learned of after the positions were read, which are in
/// neither. The orders of one decision can be left out, so that a decision is not counted against itself. Allocates nothing.
/// </summary>
/// <param name="desk">What was read of the world. Unknown positions count as none: the caller has blocked on them before.</param>
/// <param name="book">The order book now.</param>
/// <param name="exceptGroup">The decision to leave out, or null.</param>
public struct ExposureLines(DeskSnapshot desk, OrderBookView book, string? exceptGroup)
{
    // A share whose price nobody knows may be worth anything: more than any cap.
    private const decimal Unpriced = 1e12m;
    private readonly int positions = desk.Positions?.Count ?? 0;
    private readonly int buys = book.OpenBuys.Length;
    private int at = -1;

    /// <summary>The present line.</summary>
    public ExposureLine Current { get; private set; }

    /// <summary>The lines themselves.</summary>
    public readonly ExposureLines GetEnumerator() => this;

    /// <summary>Moves to the next line; false after the last.</summary>
    public bool MoveNext()
    {
        var all = positions + buys + book.FilledBuys.Length;
        while (++at < all)
        {
            if (at < positions ? IsPosition(at) : at < positions + buys ? IsWorking(at - positions) : IsLateFill(at - positions - buys))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsPosition(int index)
    {
        var position = desk.Positions![index];
        Current = new ExposureLine(position.Symbol, position.MarketValue, IsNew: true, IsUnsettled: false);
        return position.Quantity != 0m;
    }

    private bool IsWorking(int index)
    {
        var order = book.OpenBuys[index];
        if ((exceptGroup is not null && order.Group == exceptGroup) || order.Remaining.IsZero)
        {
            return false;
        }

        Current = new ExposureLine(order.Symbol, ValueOf(order, order.Remaining), IsFirstOf(index), order.SentAt >= desk.At);
        return true;
    }

    private bool IsLateFill(int index)
    {
        var order = book.FilledBuys[index];
        var isUnsettled = order.SentAt >= desk.At;
        if (order.UpdatedAt <= desk.At && !isUnsettled)
        {
            return false;
        }

        Current = new ExposureLine(order.Symbol, ValueOf(order, order.Filled), desk.Held(order.Symbol) is null or 0m, isUnsettled);
        return true;
    }

    private readonly decimal ValueOf(Order order, Quantity quantity) =>
        (order.LimitPrice ?? order.StopPrice ?? order.ReferencePrice ?? desk.PriceOf(order.Symbol)) is { } price ? price * quantity : Unpriced;

    private readonly bool IsFirstOf(int index)
    {
        var symbol = book.OpenBuys[index].Symbol;
        for (var i = 0; i < index; i++)
        {
            if (book.OpenBuys[i].Symbol == symbol)
            {
                return false;
            }
        }

        return desk.Held(symbol) is null or 0m;
    }
}
