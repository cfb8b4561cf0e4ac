using NodaTime;
using Trading.Market;
using Trading.Orders;
using Trading.Risk;
using Trading.Time;

namespace Trading.Execution;

/// <summary>
/// What to do for one lot, one order at a time: shares without an exit get one, a lot whose time is up is sold, a stop that may rise rises.
/// A leg is replaced, never cancelled first, so the shares are never without a stop and no second sell is sent while a leg holds them. Pure.
/// </summary>
internal sealed class ExitPlanner(DeskOptions options, ExchangeCalendar calendar)
{
    private readonly StopRatchet ratchet = new(options);

    /// <summary>The next order for a lot, or null when it is as it should be.</summary>
    /// <param name="lot">The lot.</param>
    /// <param name="desk">What was read of the world.</param>
    /// <param name="book">The book.</param>
    /// <param name="session">Today's session.</param>
    /// <param name="now">The clock, UTC.</param>
    /// <param name="swingLow">The last swing low of the symbol's daily bars, dollars.</param>
    public OrderIntent? Plan(HeldLot lot, DeskSnapshot desk, OrderBookView book, Session session, Instant now, decimal? swingLow)
    {
        if (lot.Entry.IsOpen || lot.IsUnclear || lot.Shares.Whole.IsZero || RefusedLately(lot, book, now))
        {
            return null;
        }

        var price = desk.PriceOf(lot.Entry.Symbol);
        if (lot.NeedsStop)
        {
            return Protect(lot, desk, book, price, WhyOut(lot, session, now));
        }

        if (price is not { } last)
        {
            return null;
        }

        return WhyOut(lot, session, now) is { } why ? SellNow(lot, desk, book, last, why)
            : lot.Stop is null && last <= LastStop(lot, book) ? SellNow(lot, desk, book, last, "the price of a stop that is gone has traded")
            : Raise(lot, desk, book, last, swingLow);
    }

    /// <summary>Why a lot must be sold now: its sessions or minutes are used up; null while they are not.</summary>
    internal string? WhyOut(HeldLot lot, Session session, Instant now)
    {
        var policy = options.PolicyOf(lot.Entry.Strategy) ?? options.Policies[0];
        var sessions = 1 + calendar.SessionsBetween(lot.Entry.TradingDate, session.Date);
        return sessions > policy.MaxSessions || (policy.MaxHolding is { } longest && now - (lot.Entry.FilledFrom ?? lot.Entry.UpdatedAt) >= longest) ? "time is up"
            : sessions < policy.MaxSessions || now < session.Close - policy.FlatBeforeClose ? null
            : policy.MaxSessions == 1 ? "flat by the close" : "time is up";
    }

    // Only what we sent ourselves. A refused replacement left another exit in force; it says nothing of shares that have none now.
    internal bool RefusedLately(HeldLot lot, OrderBookView book, Instant now)
    {
        var since = now - (lot.Bare.IsZero ? options.ExitRetry : options.ProtectRetry);
        foreach (var exit in book.ExitsOf(lot.Entry.Id))
        {
            if (exit is { State: OrderState.Rejected, SentAt: not null } && exit.UpdatedAt > since && !(lot.NeedsStop && exit.Replaces is not null))
            {
                return true;
            }
        }

        return false;
    }

    private static OrderIntent Protect(HeldLot lot, DeskSnapshot desk, OrderBookView book, Price? price, string? whyOut)
    {
        var stop = LastStop(lot, book);
        return whyOut is not null || stop is not { } level || price <= level
            ? SaleOf(lot, desk, book, lot.Bare, whyOut ?? "the stop's price has traded")
            : StopAt(lot, desk, book, level, lot.Bare);
    }

    /// <summary>Sells shares of a lot that nothing holds, at the market.</summary>
    internal static OrderIntent SaleOf(HeldLot lot, DeskSnapshot desk, OrderBookView book, Quantity shares, string reason) =>
        Exit(lot, desk, book, OrderPurpose.Exit, OrderType.Market, TimeInForce.Day, null, shares, reason);

    /// <summary>Protects shares of a lot that nothing holds.</summary>
    internal static OrderIntent StopAt(HeldLot lot, DeskSnapshot desk, OrderBookView book, Price level, Quantity shares) =>
        Exit(lot, desk, book, OrderPurpose.ProtectiveStop, OrderType.Stop, TimeInForce.Gtc, level, shares, "shares without an exit");

    // The highest stop that ever stood for the lot: a stop that was raised stays raised.
    internal static Price? LastStop(HeldLot lot, OrderBookView book)
    {
        var best = lot.Entry.Bracket?.StopLoss;
        foreach (var exit in book.ExitsOf(lot.Entry.Id))
        {
            best = exit is { StopPrice: { } stop, State: not OrderState.Rejected } && (best is not { } known || stop > known) ? stop : best;
        }

        return best;
    }

    internal OrderIntent? SellNow(HeldLot lot, DeskSnapshot desk, OrderBookView book, Price last, string why)
    {
        if (lot.TakeProfit is { } target)
        {
            var limit = AboveStop(lot, new Price(last.Value * (1m - options.MarketableOffset)).DownToTick());
            return target.LimitPrice <= last || limit > last ? null : Replace(target, desk, book, last, limit, null, why);
        }

        var tight = new Price(last.Value * (1m - options.TightStopOffset)).DownToTick();
        return lot.Stop is { } stop && lot.Sell is null && tight > stop.StopPrice && tight < last ? Replace(stop, desk, book, last, null, tight, why) : null;
    }

    // The broker refuses a target at or below its bracket's stop. A price that leaves no room between them is about to reach the stop, which sells.
    private static Price AboveStop(HeldLot lot, Price limit) =>
        lot.Stop?.StopPrice is { } stop && limit <= stop ? new Price(stop.Value + stop.Tick) : limit;

    private OrderIntent? Raise(HeldLot lot, DeskSnapshot desk, OrderBookView book, Price last, decimal? swingLow)
    {
        var policy = options.PolicyOf(lot.Entry.Strategy) ?? options.Policies[0];
        if (!policy.Ratchets || lot.Stop is not { } stop || lot.Sell is not null)
        {
            return null;
        }

        var higher = ratchet.Higher(lot, last, swingLow, StopRatchet.FirstTargetFilled(lot.Entry, book));
        return higher is { } level && level < last ? Replace(stop, desk, book, last, null, level, $"the stop rises from {stop.StopPrice}") : null;
    }

    private static OrderIntent Replace(Order target, DeskSnapshot desk, OrderBookView book, Price reference, Price? limit, Price? stop, string reason) => OrderIntent.Of(target) with
    {
        TradingDate = desk.Date,
        DecidedAt = null,
        ReferencePrice = reference,
        Reason = reason,
        Replaces = target.Id,
        Parts = [new OrderPart(OrderKeys.NextId(book, desk.Date, target.Strategy, target.Symbol, OrderSide.Sell).ToString(), target.Remaining, limit, stop, null)],
    };

    // What somebody sold by hand is gone: the rest still needs its exit. Where nothing is left to sell, the door says so.
    private static Quantity Sellable(HeldLot lot, DeskSnapshot desk, OrderBookView book, Quantity shares)
    {
        var free = decimal.Floor((desk.Held(lot.Entry.Symbol) ?? shares.Value) - book.ClaimedBySells(lot.Entry.Symbol).Value);
        return free > 0m ? Quantity.Min(shares, new Quantity(free)) : shares;
    }

    private static OrderIntent Exit(
        HeldLot lot, DeskSnapshot desk, OrderBookView book, OrderPurpose purpose, OrderType type, TimeInForce force, Price? stop, Quantity shares, string reason) => new()
        {
            TradingDate = desk.Date,
            Strategy = lot.Entry.Strategy,
            Symbol = lot.Entry.Symbol,
            Side = OrderSide.Sell,
            Type = type,
            TimeInForce = force,
            Purpose = purpose,
            ReferencePrice = desk.PriceOf(lot.Entry.Symbol),
            CorrelationId = lot.Entry.CorrelationId,
            Reason = reason,
            ParentId = lot.Entry.Id,
            Group = lot.Entry.Group,
            Parts =
            [
                new OrderPart(
                    OrderKeys.NextId(book, desk.Date, lot.Entry.Strategy, lot.Entry.Symbol, OrderSide.Sell).ToString(), Sellable(lot, desk, book, shares), null, stop, null),
            ],
        };
}
