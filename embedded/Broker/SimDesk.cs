using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;
using Trading.Time;

namespace Trading.Embedded.Broker;

/// <summary>Takes, replaces and cancels orders in the book, or says why not.</summary>
internal sealed class SimDesk(SimBook book, SimRules rules, SimPrices prices, ExchangeCalendar calendar, SimulatedBrokerOptions options)
{
    public BrokerAnswer Submit(OrderTicket ticket, Instant now)
    {
        if (book.FindClient(ticket.ClientOrderId) is { } known)
        {
            return new BrokerAnswer(BrokerAnswerKind.Duplicate, book.View(known), "client_order_id must be unique");
        }

        var last = prices.Last(ticket.Symbol, now);
        var reserve = Reserve(ticket.Side, ticket.LimitPrice, ticket.StopPrice ?? last);
        if (rules.Check(ticket, last, reserve, now) is { } reason)
        {
            return Refused(reason);
        }

        var entry = Entry(ticket, reserve, now);
        book.Add(entry);
        if (ticket.Bracket is { } bracket)
        {
            book.Add(Leg(entry, BracketLeg.TakeProfit, bracket.TakeProfit, null));
            book.Add(Leg(entry, BracketLeg.StopLoss, null, bracket.StopLoss));
        }

        return Taken(entry);
    }

    public BrokerAnswer Replace(string id, ReplaceTicket ticket, Instant now)
    {
        if (book.FindClient(ticket.ClientOrderId) is { } known)
        {
            return known.Replaces == id
                ? new BrokerAnswer(BrokerAnswerKind.Duplicate, book.View(known), "client_order_id must be unique")
                : Refused("client_order_id must be unique");
        }

        if (WhyDone(id) is { } done)
        {
            return Refused(done);
        }

        var old = book.Find(id)!;
        if (ticket.Quantity is { } total && total <= old.Filled)
        {
            return Refused("qty must be > filled_qty");
        }

        var next = Replacement(old, ticket, now);
        if ((SimRules.CheckClientId(ticket.ClientOrderId) ?? rules.CheckReplacement(old, next, now)) is { } reason)
        {
            return Refused(reason);
        }

        var more = next.Quantity.Value - old.Remaining.Value;
        book.Add(next);
        book.Replace(old, next, now);
        Resize(next, more, now);
        return Taken(next);
    }

    public BrokerAnswer Cancel(string id, Instant now)
    {
        if (WhyDone(id) is { } done)
        {
            return Refused(done);
        }

        var order = book.Find(id)!;
        book.End(order, BrokerOrderStatus.Canceled, now, "canceled by request");
        SimBrackets.Settle(book, order, now);
        return Taken(order);
    }

    private static BrokerAnswer Refused(string reason) => new(BrokerAnswerKind.Rejected, null, reason);

    private BrokerAnswer Taken(SimOrder order) => new(BrokerAnswerKind.Accepted, book.View(order), null);

    private string? WhyDone(string id) => book.Find(id) switch
    {
        null => $"order not found for {id}",
        { IsOpen: true } => null,
        var order => $"order is already in \"{order.Status}\" state",
    };

    // What a buy holds back of the buying power, dollars a share.
    private decimal Reserve(OrderSide side, Price? limit, Price? market) =>
        side == OrderSide.Sell ? 0m : limit?.Value ?? (market?.Value ?? 0m) * options.MarketReserve;

    private SimOrder Entry(OrderTicket ticket, decimal reserve, Instant now) => new()
    {
        Number = book.NextNumber,
        ClientOrderId = ticket.ClientOrderId,
        Symbol = ticket.Symbol,
        Side = ticket.Side,
        Type = ticket.Type,
        TimeInForce = ticket.TimeInForce,
        Quantity = ticket.Quantity,
        LimitPrice = ticket.LimitPrice,
        StopPrice = ticket.StopPrice,
        Status = calendar.OpenAt(now) is null ? BrokerOrderStatus.Accepted : BrokerOrderStatus.New,
        SubmittedAt = now,
        UpdatedAt = now,
        WorksFrom = now,
        ExpiresAt = ticket.TimeInForce == TimeInForce.Day ? SessionFor(now).Close : null,
        ReservePrice = reserve,
    };

    private SimOrder Leg(SimOrder entry, BracketLeg leg, Price? limit, Price? stop) => new()
    {
        Number = book.NextNumber,
        ClientOrderId = SimOrder.IdOf(book.NextNumber),
        ParentId = entry.Id,
        Leg = leg,
        Symbol = entry.Symbol,
        Side = OrderSide.Sell,
        Type = leg == BracketLeg.TakeProfit ? OrderType.Limit : OrderType.Stop,
        TimeInForce = entry.TimeInForce,
        Quantity = entry.Quantity,
        LimitPrice = limit,
        StopPrice = stop,
        Status = BrokerOrderStatus.Held,
        SubmittedAt = entry.SubmittedAt,
        UpdatedAt = entry.SubmittedAt,
        WorksFrom = entry.SubmittedAt,
        ExpiresAt = entry.ExpiresAt,
    };

    private SimOrder Replacement(SimOrder old, ReplaceTicket ticket, Instant now)
    {
        var (limit, stop) = (ticket.LimitPrice ?? old.LimitPrice, ticket.StopPrice ?? old.StopPrice);
        return new()
        {
            Number = book.NextNumber,
            ClientOrderId = ticket.ClientOrderId,
            ParentId = old.ParentId,
            Leg = old.Leg,
            Symbol = old.Symbol,
            Side = old.Side,
            Type = old.Type,
            TimeInForce = old.TimeInForce,
            Quantity = (ticket.Quantity ?? old.Quantity) - old.Filled,
            LimitPrice = limit,
            StopPrice = stop,
            Status = old.Status == BrokerOrderStatus.PartiallyFilled ? BrokerOrderStatus.New : old.Status,
            SubmittedAt = now,
            UpdatedAt = now,
            WorksFrom = now,
            ExpiresAt = old.ExpiresAt,
            Triggered = old.Triggered,
            ReservePrice = old.Type == OrderType.Limit ? Reserve(old.Side, limit, null) : old.ReservePrice,
            Replaces = old.Id,
        };
    }

    /// <summary>The legs of an entry whose quantity was replaced protect the new whole.</summary>
    private void Resize(SimOrder entry, decimal more, Instant now)
    {
        foreach (var leg in more == 0 ? [] : book.LegsOf(entry))
        {
            (leg.Quantity, leg.UpdatedAt) = (new Quantity(leg.Quantity.Value + more), now);
            book.Touch(leg);
        }
    }

    private Session SessionFor(Instant now)
    {
        var date = NewYork.DateOf(now);
        return calendar.SessionOn(date) is { } today && now < today.Close ? today : calendar.Next(date);
    }
}
