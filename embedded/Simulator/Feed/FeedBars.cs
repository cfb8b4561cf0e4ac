using System.Globalization;
using NodaTime;
using Trading.Embedded.Market;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Simulator.Feed;

/// <summary>A symbol's bars as of the clock: days that have closed, today's day as far as it has come, minutes that have ended.</summary>
internal sealed class FeedBars(IBarSource source, ExchangeCalendar calendar)
{
    /// <summary>Daily bars that begin in [<paramref name="start"/>, <paramref name="end"/>], oldest first. A day begins at New York's midnight.</summary>
    public IEnumerable<(Instant At, BarJson Bar)> Daily(Symbol symbol, Instant start, Instant end, Instant now)
    {
        var (from, to) = (NewYork.DateOf(start - Duration.Epsilon).PlusDays(1), NewYork.DateOf(end));
        if (source.Daily(symbol, calendar.LastClosed(now).Date) is { } days)
        {
            var first = days.Days.BinarySearch(BarSeries.ToDay(from));
            for (var i = first >= 0 ? first : ~first; i < days.Count && days.DateAt(i) <= to; i++)
            {
                yield return Day(days.DateAt(i), Exact(days.Open[i]), Exact(days.High[i]), Exact(days.Low[i]), Exact(days.Close[i]), Exact(days.Volume[i]));
            }
        }

        if (calendar.OpenAt(now) is { } today && from <= today.Date && today.Date <= to && Ended(symbol, today, now) is { Count: > 0 } minutes)
        {
            yield return Day(today.Date, minutes[0].Open, minutes.Max(bar => bar.High), minutes.Min(bar => bar.Low), minutes[^1].Close, minutes.Sum(bar => bar.Volume));
        }
    }

    /// <summary>Minutes that begin in [<paramref name="start"/>, <paramref name="end"/>], oldest first.</summary>
    public IEnumerable<(Instant At, BarJson Bar)> Minutes(Symbol symbol, Instant start, Instant end, Instant now)
    {
        var last = NewYork.DateOf(Instant.Min(end, now));
        for (var date = NewYork.DateOf(start); date <= last; date = date.PlusDays(1))
        {
            foreach (var minute in calendar.SessionOn(date) is { } session ? Ended(symbol, session, now) : [])
            {
                if (start <= minute.Start && minute.Start <= end)
                {
                    yield return (minute.Start, Of(minute));
                }
            }
        }
    }

    /// <summary>Today's last ended minute; null when there is none.</summary>
    public BarJson? LastMinute(Symbol symbol, Instant now) =>
        calendar.SessionOn(NewYork.DateOf(now)) is { } today && Ended(symbol, today, now) is { Count: > 0 } minutes ? Of(minutes[^1]) : null;

    private List<MinuteBar> Ended(Symbol symbol, Session session, Instant now) =>
        now <= session.Open ? [] : [.. source.Minutes(symbol, session.Date).TakeWhile(minute => minute.End <= now)];

    private static (Instant At, BarJson Bar) Day(LocalDate date, decimal open, decimal high, decimal low, decimal close, decimal volume)
    {
        var at = NewYork.StartOf(date);
        return (at, new BarJson(WireText.Time(at), open, high, low, close, volume));
    }

    private static BarJson Of(MinuteBar minute) => new(WireText.Time(minute.Start), minute.Open, minute.High, minute.Low, minute.Close, minute.Volume);

    // A conversion keeps 15 digits, a double may need 17: what is read back must be the same number.
    private static decimal Exact(double value)
    {
        var near = (decimal)value;
        return (double)near == value ? near : decimal.Parse(value.ToString("R", CultureInfo.InvariantCulture), NumberStyles.Float, CultureInfo.InvariantCulture);
    }
}
