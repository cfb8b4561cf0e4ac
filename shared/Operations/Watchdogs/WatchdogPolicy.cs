using NodaTime;
using Trading.Control;
using Trading.Time;

namespace Trading.Operations.Watchdogs;

/// <summary>What the watchdog can drive.</summary>
public enum WatchdogStart
{
    /// <summary>The scan, until 09:25.</summary>
    Scan = 1,

    /// <summary>The execution loop, until half an hour before the close.</summary>
    Loop = 2,

    /// <summary>The close of the books, until 20:00.</summary>
    EndOfDay = 3,
}

/// <summary>What the watchdog sees.</summary>
/// <param name="Now">The instant, UTC.</param>
/// <param name="Session">The session of the New York date, or null.</param>
/// <param name="ScanDealtWith">The scan is done, under way under a live lease, or disabled by an operator.</param>
/// <param name="LoopDealtWith">A loop runs, the host could not tell, or the job that starts it is disabled by an operator.</param>
/// <param name="LoopMode">What an operator wants of the loop.</param>
/// <param name="EndOfDayDealtWith">The books are closed, are being closed, or the job is disabled by an operator.</param>
public sealed record WatchdogFacts(Instant Now, Session? Session, bool ScanDealtWith, bool LoopDealtWith, LoopMode LoopMode, bool EndOfDayDealtWith);

/// <summary>What to start. Pure. Early closes count; what an operator stopped or disabled is never started.</summary>
public static class WatchdogPolicy
{
    private static readonly LocalTime ScanFrom = new(9, 0);
    private static readonly LocalTime ScanUntil = new(9, 25);
    private static readonly LocalTime BooksUntil = new(20, 0);
    private static readonly Duration LoopEnd = Duration.FromMinutes(30);

    // The timer of the end of day has its own go first, 30 minutes after the close.
    private static readonly Duration BooksFrom = Duration.FromMinutes(40);

    /// <summary>What is missing at this moment, in the order in which to start it.</summary>
    public static IReadOnlyList<WatchdogStart> Decide(WatchdogFacts facts)
    {
        if (facts.Session is not { } session)
        {
            return [];
        }

        var starts = new List<WatchdogStart>();
        if (!facts.ScanDealtWith && Between(facts.Now, NewYork.At(session.Date, ScanFrom), NewYork.At(session.Date, ScanUntil)))
        {
            starts.Add(WatchdogStart.Scan);
        }

        if (!facts.LoopDealtWith && facts.LoopMode != LoopMode.Stopped && Between(facts.Now, NewYork.At(session.Date, ScanFrom), session.Close - LoopEnd))
        {
            starts.Add(WatchdogStart.Loop);
        }

        if (!facts.EndOfDayDealtWith && Between(facts.Now, session.Close + BooksFrom, NewYork.At(session.Date, BooksUntil)))
        {
            starts.Add(WatchdogStart.EndOfDay);
        }

        return starts;
    }

    private static bool Between(Instant now, Instant from, Instant until) => from <= now && now < until;
}
