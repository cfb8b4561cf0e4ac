using Trading.Market;
using Trading.Orders;

namespace Trading.Execution;

/// <summary>
/// The shares that one of our entries left us with, and the exits in force for them. Legs and exits are matched by parent, so a symbol that was held before does not
/// lend its age or its stop to the shares held now.
/// </summary>
/// <param name="Entry">The entry order.</param>
/// <param name="Shares">Filled less sold.</param>
/// <param name="TakeProfit">The working take-profit leg.</param>
/// <param name="Stop">The working stop, a leg or a stop of its own; the lowest where there are more.</param>
/// <param name="Sell">A working exit that is neither.</param>
/// <param name="IsUnclear">An exit of it is reserved or unknown: nothing is decided before that is known.</param>
/// <param name="Covered">Shares that a working stop or sale is for.</param>
/// <param name="Stopped">Shares that a working stop is for.</param>
internal sealed record HeldLot(Order Entry, Quantity Shares, Order? TakeProfit, Order? Stop, Order? Sell, bool IsUnclear, Quantity Covered, Quantity Stopped)
{
    /// <summary>Whole shares that nothing sells when the price falls. Those of a late fill, or all where the stop is gone.</summary>
    public Quantity Bare => Shares.LessAtMost(Covered).Whole;

    /// <summary>Whether a stop must be sent. Not while a take-profit works: it holds the shares.</summary>
    public bool NeedsStop => TakeProfit is null && !Bare.IsZero;

    /// <summary>All lots of a book, in ordinal order of their entry's id.</summary>
    public static List<HeldLot> Of(OrderBookView book)
    {
        var lots = new List<HeldLot>();
        foreach (var order in book.Orders)
        {
            if (order is { Purpose: OrderPurpose.Entry, IsExternal: false, Filled.IsZero: false } && Of(order, book.ExitsOf(order.Id)) is { } lot)
            {
                lots.Add(lot);
            }
        }

        return lots;
    }

    /// <summary>The lot of one entry as the book has it now, or null when it has no shares left.</summary>
    public static HeldLot? Find(OrderBookView book, string entryId) => book.Find(entryId) is { } entry ? Of(entry, book.ExitsOf(entryId)) : null;

    private static HeldLot? Of(Order entry, IReadOnlyList<Order> exits)
    {
        var lot = new HeldLot(entry, entry.Filled, null, null, null, false, Quantity.Zero, Quantity.Zero);
        foreach (var exit in exits)
        {
            lot = lot.With(exit);
        }

        return lot.Shares.IsZero ? null : lot;
    }

    private HeldLot With(Order exit)
    {
        var lot = this with { Shares = Shares.LessAtMost(exit.Filled), IsUnclear = IsUnclear || exit.State is OrderState.Reserved or OrderState.Unknown };
        if (!exit.IsOpen || exit.IsExternal)
        {
            return lot;
        }

        if (exit.Leg == BracketLeg.TakeProfit)
        {
            return lot with { TakeProfit = exit };
        }

        lot = lot with { Covered = lot.Covered + exit.Remaining };
        if (exit.Purpose != OrderPurpose.ProtectiveStop && exit.Leg != BracketLeg.StopLoss)
        {
            return lot with { Sell = exit };
        }

        lot = lot with { Stopped = lot.Stopped + exit.Remaining };
        return lot.Stop is { } other && other.StopPrice <= exit.StopPrice ? lot
            : lot with { Stop = exit };
    }
}
