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
/// <param name="Stop">The working stop: a leg, or a stop of its own.</param>
/// <param name="Sell">A working exit that is neither.</param>
/// <param name="IsUnclear">An exit of it is reserved or unknown: nothing is decided before that is known.</param>
internal sealed record HeldLot(Order Entry, Quantity Shares, Order? TakeProfit, Order? Stop, Order? Sell, bool IsUnclear)
{
    /// <summary>Whether nothing sells the shares when the price falls or rises.</summary>
    public bool IsBare => TakeProfit is null && Stop is null && Sell is null;

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

    private static HeldLot? Of(Order entry, IReadOnlyList<Order> exits)
    {
        var lot = new HeldLot(entry, entry.Filled, null, null, null, false);
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

        return exit.Purpose == OrderPurpose.ProtectiveStop || exit.Leg == BracketLeg.StopLoss ? lot with { Stop = exit }
            : exit.Leg == BracketLeg.TakeProfit ? lot with { TakeProfit = exit }
            : lot with { Sell = exit };
    }
}
