using NodaTime;
using Trading.Embedded.Broker;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Orders;
using Trading.Time;

namespace Trading.Embedded.Simulator.Broking;

/// <summary>How things stood at the close of the last session that has ended before today.</summary>
internal sealed class LastDay(IBarSource bars, ExchangeCalendar calendar)
{
    /// <summary>The symbol's close; null when it has none or its bars are bad.</summary>
    public decimal? Close(Symbol symbol, Instant now)
    {
        try
        {
            return bars.Daily(symbol, Session(now).Date) is { Count: > 0 } days && Price.From(days.Close[^1]) is { } price ? price.Value : null;
        }
        catch (BadBarException)
        {
            return null;
        }
    }

    /// <summary>Cash and holdings: today's with today's trades taken back, at that day's closes.</summary>
    public decimal Equity(SimBook book, Instant now)
    {
        var close = Session(now).Close;
        var held = book.Holdings.Positions.ToDictionary(position => position.Key, position => position.Value.Quantity.Value);
        var cash = book.Holdings.Cash;
        for (var i = book.Fills.Count - 1; i >= 0 && book.Fills[i].At > close; i--)
        {
            var fill = book.Fills[i];
            var sign = fill.Side == OrderSide.Buy ? 1 : -1;
            held[fill.Symbol] = held.GetValueOrDefault(fill.Symbol) - (sign * fill.Quantity.Value);
            cash += (sign * (fill.Price * fill.Quantity)) + fill.Fee;
        }

        return cash + held.Sum(position => position.Value == 0 ? 0 : position.Value * (Close(position.Key, now) ?? 0));
    }

    private Session Session(Instant now) => calendar.Previous(NewYork.DateOf(now));
}
