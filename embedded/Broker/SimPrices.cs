using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Broker;

/// <summary>Bars as the exchange may use them: minutes that have ended, days that have closed.</summary>
internal sealed class SimPrices(IBarSource bars, ExchangeCalendar calendar)
{
    /// <summary>The last price at <paramref name="now"/>: of today's last ended minute, or the last close; null when the symbol is unknown or its bars are bad.</summary>
    public Price? Last(Symbol symbol, Instant now)
    {
        try
        {
            return LastMinute(symbol, now) ?? LastClose(symbol, now);
        }
        catch (BadBarException)
        {
            return null;
        }
    }

    /// <summary>Adds the session's minutes that ended in (<paramref name="after"/>, <paramref name="through"/>]. A symbol with a bad bar does not trade.</summary>
    public void AddEnded(List<(MinuteBar Bar, Symbol Symbol)> found, Symbol symbol, Session session, Instant after, Instant through)
    {
        try
        {
            var minutes = bars.Minutes(symbol, session.Date);
            var end = EndedBy(minutes, Instant.Min(through, session.Close));
            for (var i = EndedBy(minutes, Instant.Max(after, session.Open)); i < end; i++)
            {
                found.Add((minutes[i], symbol));
            }
        }
        catch (BadBarException)
        {
            // What is wrong with the bars is told to those who ask for them.
        }
    }

    private Price? LastMinute(Symbol symbol, Instant now)
    {
        if (calendar.SessionOn(NewYork.DateOf(now)) is not { } session || now <= session.Open)
        {
            return null;
        }

        var minutes = bars.Minutes(symbol, session.Date);
        var ended = EndedBy(minutes, Instant.Min(now, session.Close));
        return ended > 0 ? new Price(minutes[ended - 1].Close) : null;
    }

    // How many of the minutes had ended at an instant.
    private static int EndedBy(IReadOnlyList<MinuteBar> minutes, Instant instant)
    {
        var (low, high) = (0, minutes.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = minutes[middle].End <= instant ? (middle + 1, high) : (low, middle);
        }

        return low;
    }

    private Price? LastClose(Symbol symbol, Instant now) =>
        bars.Daily(symbol, calendar.LastClosed(now).Date) is { Count: > 0 } days ? Price.From(days.Close[^1]) : null;
}
