using NodaTime;
using Trading.Market;

namespace Trading.Execution;

/// <summary>
/// The entry's trigger on ten-minute bars counted from the session's open: the one before the last closed above the level, and the last one at or above it.
/// Only bars that have ended count; the one still forming is dropped. Pure.
/// </summary>
public static class BoundaryConfirmation
{
    private static readonly long Block = Duration.FromMinutes(10).BclCompatibleTicks;

    /// <summary>Whether the entry is confirmed.</summary>
    /// <param name="minutes">The ended session minutes, oldest first.</param>
    /// <param name="open">The session's open, UTC.</param>
    /// <param name="now">The clock, UTC.</param>
    /// <param name="level">The entry level.</param>
    public static bool IsConfirmed(IReadOnlyList<MinuteBar> minutes, Instant open, Instant now, Price level)
    {
        var last = BlockOf(now, open) - 1;
        var index = LastUpTo(minutes, minutes.Count - 1, open, last);

        // The last block must have traded: an older close is not the price at the boundary.
        if (last < 1 || index < 0 || BlockOf(minutes[index].Start, open) != last || minutes[index].Close < level.Value)
        {
            return false;
        }

        var before = LastUpTo(minutes, index, open, last - 1);
        return before >= 0 && minutes[before].Start >= open && minutes[before].Close > level.Value;
    }

    private static int LastUpTo(IReadOnlyList<MinuteBar> minutes, int from, Instant open, long block)
    {
        while (from >= 0 && BlockOf(minutes[from].Start, open) > block)
        {
            from--;
        }

        return from;
    }

    private static long BlockOf(Instant at, Instant open) => at < open ? -1 : (at - open).BclCompatibleTicks / Block;
}
