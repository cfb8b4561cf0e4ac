using NodaTime;
using NodaTime.Text;
using Trading.Embedded.Market;

namespace Trading.Embedded.Rehearsal;

/// <summary>What a request must be before anything is opened: dates that the calendar knows, and bars that reach them.</summary>
internal static class RequestCheck
{
    private static readonly LocalDate First = new(1990, 1, 2);
    private static readonly LocalDate Last = new(2050, 12, 30);

    /// <exception cref="RefusedException">A date lies outside the calendar.</exception>
    public static void Dates(RehearsalRequest request)
    {
        if (request.From < First || request.From > Last || request.Through > Last)
        {
            throw new RefusedException($"--date {Iso(request.From)} for {request.Days} days: the exchange calendar reaches from {Iso(First)} to {Iso(Last)}");
        }
    }

    /// <exception cref="RefusedException">A kill is asked for, and there is no session on which it could be.</exception>
    public static void Kills(RehearsalRequest request)
    {
        if (request.Kills.Count > 0 && request.FirstSession is null)
        {
            throw new RefusedException($"--kill: there is no session from {Iso(request.From)} to {Iso(request.Through)}");
        }
    }

    /// <exception cref="RefusedException">No symbol has a bar on the first session asked for: the bars end before it, or begin after it.</exception>
    public static void Bars(RehearsalRequest request, IBarSource bars)
    {
        if (request.FirstSession is not { } session)
        {
            return;
        }

        LocalDate? newest = null;
        foreach (var symbol in bars.Symbols)
        {
            var end = EndOf(bars, symbol, session);
            if (end == session)
            {
                return;
            }

            newest = end > newest || newest is null ? end : newest;
        }

        throw new RefusedException(
            $"no symbol in {request.Terms.Bars} has a bar on {Iso(session)}: the bars {(newest is { } date ? $"end on {Iso(date)}" : "begin later")}; ask for a date they reach");
    }

    private static LocalDate? EndOf(IBarSource bars, Trading.Market.Symbol symbol, LocalDate through)
    {
        try
        {
            return bars.Daily(symbol, through) is { Count: > 0 } series ? series.DateAt(series.Count - 1) : null;
        }
        catch (Trading.Market.BadBarException)
        {
            // A bad bar is the scan's to tell.
            return null;
        }
    }

    private static string Iso(LocalDate date) => LocalDatePattern.Iso.Format(date);
}
