using NodaTime;
using Trading.Time;

namespace Trading.Execution;

/// <summary>When the loop's cycles run: every 15 seconds in the first 35 minutes of a session, then every 60, to the close. Pure, and right for early closes and late opens.</summary>
public static class ExecutionSchedule
{
    private static readonly Duration FastPhase = Duration.FromMinutes(35);
    private static readonly Duration Fast = Duration.FromSeconds(15);
    private static readonly Duration Slow = Duration.FromSeconds(60);

    /// <summary>The first cycle's instant after <paramref name="now"/>: the open itself before the open, null when none is left before the close.</summary>
    public static Instant? NextCycle(Session session, Instant now)
    {
        var next = now < session.Open ? session.Open
            : now < session.Open + FastPhase ? After(session.Open, Fast, now)
            : After(session.Open + FastPhase, Slow, now);
        return next < session.Close ? next : null;
    }

    /// <summary>Whether entries may be made at <paramref name="now"/>: from a while after the open until a while before the close.</summary>
    public static bool EntriesAllowed(Session session, Instant now, Duration delay, Duration cutoff) =>
        session.Open + delay <= now && now < session.Close - cutoff;

    private static Instant After(Instant start, Duration step, Instant now) =>
        start + Duration.FromTicks(step.BclCompatibleTicks * (((now - start).BclCompatibleTicks / step.BclCompatibleTicks) + 1));
}
