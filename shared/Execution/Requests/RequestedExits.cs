using NodaTime;
using Trading.Control;
using Trading.Market;
using Trading.Orders;
using Trading.Risk;

namespace Trading.Execution.Requests;

/// <summary>The next thing to do for an exit that was asked for: an order to cancel, or an intent to send.</summary>
/// <param name="Cancel">The order that holds the shares.</param>
/// <param name="Send">The order that sells or protects.</param>
internal readonly record struct ExitStep(Order? Cancel, OrderIntent? Send);

/// <summary>
/// Carries out an exit that a person asked for, one order at a time. Where a take profit holds the shares and the price is known, it is drawn to the market and the stop rests until the fill.
/// Otherwise what holds them is cancelled first, because the broker refuses a sale beside it, and only when the sale can follow at once. Of a lot that is sold in part, the rest gets its stop before the sale. Pure.
/// </summary>
internal sealed class RequestedExits(ExitPlanner exits)
{
    /// <summary>Whether a sale would pass now. Before it would, nothing that protects is touched.</summary>
    public static bool CanSell(DeskSnapshot desk, KillMode kill) => kill != KillMode.HaltAll && desk.MarketOpen == true && desk.Positions is not null;

    /// <summary>The next step for a lot that must shrink to what the request keeps, or null when there is none now.</summary>
    public ExitStep? Next(HeldLot lot, ExitRequest request, DeskSnapshot desk, OrderBookView book, Instant now)
    {
        if (lot.Entry.IsOpen || lot.IsUnclear || lot.Shares.Whole <= request.Keep || exits.RefusedLately(lot, book, now))
        {
            return null;
        }

        var why = $"asked for by {request.Who}: {request.Why}";
        return request.Keep.IsZero ? All(lot, desk, book, why) : Part(lot, request.Keep, desk, book, why);
    }

    private ExitStep? All(HeldLot lot, DeskSnapshot desk, OrderBookView book, string why)
    {
        if (lot.NeedsStop)
        {
            return Sell(lot, lot.Bare, desk, book, why);
        }

        if (lot.TakeProfit is not null && desk.PriceOf(lot.Entry.Symbol) is { } last)
        {
            return exits.SellNow(lot, desk, book, last, why) is { } drawn ? new ExitStep(null, drawn) : null;
        }

        return (lot.Stop ?? lot.TakeProfit) is { } holder ? new ExitStep(holder, null) : null;
    }

    private static ExitStep? Part(HeldLot lot, Quantity keep, DeskSnapshot desk, OrderBookView book, string why)
    {
        if ((lot.TakeProfit ?? Holding(lot, keep)) is { } holder)
        {
            return new ExitStep(holder, null);
        }

        var missing = Quantity.Min(lot.Bare, keep.LessAtMost(lot.Stopped));
        if (!missing.IsZero)
        {
            return ExitPlanner.LastStop(lot, book) is { } level && !(desk.PriceOf(lot.Entry.Symbol) <= level)
                ? new ExitStep(null, ExitPlanner.StopAt(lot, desk, book, level, missing))
                : Sell(lot, lot.Bare, desk, book, "the stop's price has traded");
        }

        var selling = lot.Covered.LessAtMost(lot.Stopped);
        return Sell(lot, Quantity.Min(lot.Bare, lot.Shares.LessAtMost(keep).LessAtMost(selling).Whole), desk, book, why);
    }

    // One of a bracket's legs, or stops for more than is kept.
    private static Order? Holding(HeldLot lot, Quantity keep) => lot.Stop is { } stop && (stop.Leg is not null || lot.Stopped > keep) ? stop : null;

    private static ExitStep? Sell(HeldLot lot, Quantity shares, DeskSnapshot desk, OrderBookView book, string why) =>
        shares.IsZero ? null : new ExitStep(null, ExitPlanner.SaleOf(lot, desk, book, shares, why));
}
