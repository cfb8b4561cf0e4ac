using NCrontab;

namespace Trading.Embedded.Runtime.Timers;

/// <summary>How a timer's schedule stands. All instants are UTC.</summary>
/// <param name="Last">The last fire, or null.</param>
/// <param name="Next">The occurrence after it.</param>
/// <param name="Updated">When this was written.</param>
internal sealed record TimerStatus(DateTime? Last, DateTime Next, DateTime Updated)
{
    /// <summary>The status of a timer that starts to be watched.</summary>
    public static TimerStatus First(CrontabSchedule schedule, DateTime now) => new(Last: null, schedule.GetNextOccurrence(now), now);

    /// <summary>
    /// The status after a fire. However many occurrences have passed, they count as this one fire; a fire slightly before its instant counts
    /// as that instant, so that the same occurrence does not come twice.
    /// </summary>
    public TimerStatus Fired(CrontabSchedule schedule, DateTime now)
    {
        var last = now < Next ? Next : now;
        return new TimerStatus(last, schedule.GetNextOccurrence(last), now);
    }

    /// <summary>The status at a start: an expression that has changed since makes up for nothing under its new times.</summary>
    public TimerStatus At(CrontabSchedule schedule, DateTime now)
    {
        var expected = schedule.GetNextOccurrence(Last ?? Updated);
        return expected == Next ? this : this with { Next = expected < now ? schedule.GetNextOccurrence(now) : expected };
    }
}
