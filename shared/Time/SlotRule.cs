using NodaTime;
using NodaTime.Text;

namespace Trading.Time;

/// <summary>A part of a date in which a job is to be done once.</summary>
/// <param name="Name">The slot's name within its job and date.</param>
/// <param name="Span">When a fire does it, end excluded.</param>
public sealed record JobSlot(string Name, Interval Span);

/// <summary>How the runs of a job on one date are told apart.</summary>
public sealed class SlotRule
{
    private static readonly InstantPattern MinutePattern = InstantPattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm'Z'");

    private readonly Duration? interval;
    private readonly bool byWindow;

    private SlotRule(Duration? interval, bool byWindow) => (this.interval, this.byWindow) = (interval, byWindow);

    /// <summary>Once a date; the slot is <c>day</c>.</summary>
    public static SlotRule OnceADay { get; } = new(null, byWindow: false);

    /// <summary>Once in each window; the slot is the window's name.</summary>
    public static SlotRule OnceAWindow { get; } = new(null, byWindow: true);

    /// <summary>Whether there is one slot a date.</summary>
    public bool IsOnceADay => interval is null && !byWindow;

    /// <summary>
    /// Once every so many minutes, counted from the full hour. The slot is the scheduled instant, <c>2013-10-07T13:31Z</c>: in UTC,
    /// because on the day of the autumn clock change New York has one hour twice.
    /// </summary>
    public static SlotRule Every(int minutes) => new(Duration.FromMinutes(minutes), byWindow: false);

    /// <summary>The slot of a fire at <paramref name="at"/>, which triggers do not tell reliably: the clock, rounded down.</summary>
    internal string SlotAt(JobWindow? window, Instant at) => (interval, byWindow, window) switch
    {
        ({ } step, _, _) => MinutePattern.Format(Floor(at, step)),
        (null, true, not null) => window.Name,
        (null, true, null) => MinutePattern.Format(at),
        _ => "day",
    };

    /// <summary>All slots of a window, in order.</summary>
    internal IEnumerable<JobSlot> SlotsOf(JobWindow window, Interval span)
    {
        if (interval is not { } step)
        {
            yield return new JobSlot(SlotAt(window, span.Start), span);
            yield break;
        }

        for (var begin = Floor(span.Start, step); begin < span.End; begin += step)
        {
            yield return new JobSlot(MinutePattern.Format(begin), new Interval(Instant.Max(begin, span.Start), Instant.Min(begin + step, span.End)));
        }
    }

    private static Instant Floor(Instant at, Duration step) => Instant.FromUnixTimeTicks(at.ToUnixTimeTicks() / step.BclCompatibleTicks * step.BclCompatibleTicks);
}
