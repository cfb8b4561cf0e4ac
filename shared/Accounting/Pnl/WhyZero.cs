using NodaTime;
using Trading.Time;

namespace Trading.Accounting.Pnl;

/// <summary>Says why a day earned nothing. Pure.</summary>
public static class WhyZero
{
    private static readonly string[] UsualShuts = ["outside_entry_hours", "market_closed"];

    /// <summary>Whether a total is zero to the cent.</summary>
    public static bool IsZero(decimal total) => decimal.Round(total, 2) == 0m;

    /// <summary>Whether a cycle's reason to make no entries is more than the hour.</summary>
    public static bool IsUnusual(string? shut) => shut is not null && !UsualShuts.Contains(shut, StringComparer.Ordinal);

    /// <summary>Why there was nothing to trade on, whatever the desk did; null on a session that has begun.</summary>
    public static string? WithoutSession(LocalDate date, Instant now) => ExchangeCalendar.Nyse.SessionOn(date) is not { } session
        ? $"no session: {ExchangeCalendar.Nyse.WhyClosed(date)}"
        : now < session.Open ? "the session has not begun"
        : null;

    /// <summary>The reason, one line: the first that holds of executions, holdings, dry run, entries that did not fill, refusals, a shut gate, an empty watchlist.</summary>
    /// <param name="day">The day's figures.</param>
    /// <param name="positions">Symbols held.</param>
    /// <param name="trace">What its journal tells.</param>
    /// <param name="shut">Why its cycles made no entries, or null.</param>
    public static string Of(DaySummary day, int positions, DayTrace trace, string? shut) =>
        day.Trades > 0 ? $"{Many(day.Trades, "order")} executed: what was won and lost adds up to nothing"
        : positions > 0 ? $"nothing was executed, and {Many(positions, "position")} held at cost"
        : trace.Sent > 0 ? Unfilled(trace)
        : trace.DryRun > 0 ? $"dry run: {Many(trace.DryRun, "entry order")} written to the dry-run ledger, none sent"
        : trace.Blocked.Count > 0 ? Blocked(trace)
        : IsUnusual(shut) ? $"entries were shut: {shut}"
        : trace.Candidates is null ? "no scan was done: there was no watchlist to buy from"
        : trace.Candidates == 0 ? "nothing on the watchlist: the scan found no candidate"
        : $"{Many(trace.Candidates.Value, "candidate")} on the watchlist, none of them confirmed";

    private static string Unfilled(DayTrace trace) => trace.Rejected >= trace.Sent
        ? $"{Many(trace.Sent, "entry order")} sent, none accepted"
        : $"{Many(trace.Sent, "entry order")} sent, none filled";

    private static string Blocked(DayTrace trace)
    {
        var top = trace.Blocked[0];
        var others = trace.Blocked.Count == 1 ? string.Empty : $", {trace.Blocked.Skip(1).Sum(block => block.Count)} by others";
        return $"every entry was blocked: {top.Count} by {top.Code}{others} ({top.Sentence})";
    }

    private static string Many(int count, string what) => count == 1 ? $"1 {what} was" : $"{count} {what}s were";
}
