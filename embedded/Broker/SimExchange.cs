using System.Collections.Concurrent;
using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;
using Trading.Time;

namespace Trading.Embedded.Broker;

/// <summary>
/// Lets time pass on the simulated exchange: minute by minute, each only after it has ended, and each matched only with orders that were there
/// when it began. A fill is dated at the end of its minute, the first instant at which it can be known.
/// </summary>
internal sealed class SimExchange(SimBook book, SimPrices prices, ExchangeCalendar calendar, SimulatedBrokerOptions options)
{
    private readonly List<(MinuteBar Bar, Symbol Symbol)> minutes = [];
    private readonly List<(SimOrder Order, Price Price)> met = [];
    private readonly ConcurrentQueue<Quantity> cuts = [];

    /// <summary>The next fill of more than <paramref name="most"/> shares takes only so many.</summary>
    public void CutNextFill(Quantity most) => cuts.Enqueue(most);

    /// <summary>No fill is cut any more.</summary>
    public void CutNoMoreFills() => cuts.Clear();

    /// <summary>Plays (<paramref name="after"/>, <paramref name="through"/>].</summary>
    public void Advance(Instant after, Instant through)
    {
        var last = NewYork.DateOf(through);
        for (var date = NewYork.DateOf(after); book.Open.Count > 0 && date <= last; date = date.PlusDays(1))
        {
            if (calendar.SessionOn(date) is { } session && session.Open <= through && after < session.Close)
            {
                Play(session, after, through);
            }
        }
    }

    private void Play(Session session, Instant after, Instant through)
    {
        if (after < session.Open)
        {
            Begin(session.Open);
        }

        minutes.Clear();
        foreach (var symbol in book.Open.Symbols)
        {
            prices.AddEnded(minutes, symbol, session, after, through);
        }

        minutes.Sort((left, right) => left.Bar.Start != right.Bar.Start ? left.Bar.Start.CompareTo(right.Bar.Start) : left.Symbol.CompareTo(right.Symbol));
        foreach (var (bar, symbol) in minutes)
        {
            Match(symbol, bar);
        }

        if (session.Close <= through)
        {
            Expire(session.Close);
        }
    }

    /// <summary>Orders that waited for the session work from its opening.</summary>
    private void Begin(Instant open)
    {
        foreach (var order in book.Open.All.Where(order => order.Status == BrokerOrderStatus.Accepted).ToArray())
        {
            (order.Status, order.UpdatedAt) = (BrokerOrderStatus.New, open);
            book.Touch(order);
        }
    }

    private void Match(Symbol symbol, MinuteBar bar)
    {
        var meeting = Meeting(symbol, bar);
        if (meeting.Count == 0)
        {
            return;
        }

        // Stops first: where a minute touched both legs of a bracket, the worse one came first.
        var shares = bar.Volume >= 1 ? decimal.Max(1, decimal.Floor(bar.Volume * options.VolumeShare)) : 0;
        foreach (var (order, price) in meeting.OrderBy(met => met.Order.Type != OrderType.Stop))
        {
            if (order.IsOpen)
            {
                shares -= Trade(order, Cut(Quantity.Min(order.Remaining, new Quantity(shares))), price, bar.End).Value;
            }
        }
    }

    private Quantity Cut(Quantity quantity) => cuts.TryPeek(out var most) && quantity > most && cuts.TryDequeue(out most) ? most : quantity;

    private List<(SimOrder Order, Price Price)> Meeting(Symbol symbol, MinuteBar bar)
    {
        met.Clear();
        foreach (var order in book.Open.Of(symbol))
        {
            if (!order.IsHeld && order.WorksFrom <= bar.Start && SimMatch.PriceOf(order, bar) is { } price)
            {
                met.Add((order, price));
            }
        }

        return met;
    }

    private Quantity Trade(SimOrder order, Quantity quantity, Price price, Instant at)
    {
        if (!quantity.IsZero)
        {
            var fee = RegulatoryFees.Of(order.Side, NewYork.DateOf(at), quantity, price);
            book.Fill(order, new BrokerFill($"{order.Id}-{order.Fills + 1}", order.Id, order.Symbol, order.Side, quantity, price, fee, at));
            SimBrackets.Settle(book, order, at);
        }
        else if (order.Type == OrderType.Stop && !order.Triggered)
        {
            order.Triggered = true;
            book.Touch(order);
        }

        return quantity;
    }

    /// <summary>Day orders end at the close; what was filled stays filled.</summary>
    private void Expire(Instant close)
    {
        var ending = book.Open.All.OrderBy(order => order.Number).Where(order => order.ExpiresAt <= close && !order.IsHeld).ToArray();
        foreach (var order in ending)
        {
            book.End(order, BrokerOrderStatus.Expired, close, "the session closed");
        }

        foreach (var order in ending)
        {
            SimBrackets.Settle(book, order, close);
        }

        book.Unsaved.AddAccount();
    }
}
