using NodaTime;

namespace Trading.Time;

/// <summary>A half-open part of a New York day in which a job may run: by the wall clock, or by the day's session.</summary>
public sealed class JobWindow
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);
    private readonly string text;
    private readonly Func<LocalDate, Session?, Interval?> span;

    private JobWindow(string name, string text, Func<LocalDate, Session?, Interval?> span)
    {
        Name = name;
        this.text = text;
        this.span = span;
    }

    /// <summary>What tells this window from the job's others: its beginning, such as <c>08:30</c> or <c>open</c>.</summary>
    public string Name { get; }

    /// <summary>The whole New York day, 23 to 25 hours long.</summary>
    public static JobWindow AllDay { get; } =
        new("day", "all day", static (date, _) => new Interval(NewYork.StartOf(date), NewYork.StartOf(date.PlusDays(1))));

    /// <summary>From the open to the close of the day's session.</summary>
    public static JobWindow OpenToClose { get; } =
        new("open", "[open, close)", static (_, session) => session is null ? null : new Interval(session.Open, session.Close));

    /// <summary>From the first full hour of the day's session to its close: what happens every hour does not begin with part of one.</summary>
    public static JobWindow FullHours { get; } =
        new("hours", "[first full hour of the session, close)", static (_, session) => session is null ? null : FromFull(Duration.FromHours(1), session));

    /// <summary>From the first full quarter of an hour of the day's session to its close.</summary>
    public static JobWindow FullQuarters { get; } =
        new("quarters", "[first full quarter of an hour of the session, close)", static (_, session) => session is null ? null : FromFull(Quarter, session));

    /// <summary>The first full quarter of an hour that begins 45 minutes after the close or later: the books are closed half an hour after it.</summary>
    public static JobWindow QuarterAfterBooks { get; } =
        new("books", "the quarter of an hour from close + 45 min", static (_, session) => session is null ? null : QuarterFrom(session.Close + Duration.FromMinutes(45)));

    /// <summary>[<paramref name="from"/>, <paramref name="to"/>) by the New York wall clock.</summary>
    public static JobWindow Between(LocalTime from, LocalTime to) => new(
        Text(from), $"[{Text(from)}, {Text(to)})", (date, _) => new Interval(NewYork.At(date, from), NewYork.At(date, to)));

    /// <summary>[close + <paramref name="minutes"/>, <paramref name="to"/>).</summary>
    public static JobWindow AfterClose(int minutes, LocalTime to) => new(
        "close", $"[close + {minutes} min, {Text(to)})", (date, session) => AfterClose(date, session, Duration.FromMinutes(minutes), to));

    /// <summary>The instants of the window on a New York date, end excluded; null when it depends on a session and there is none.</summary>
    public Interval? On(LocalDate date, Session? session) => span(date, session);

    /// <summary>The window as people write it, such as <c>[08:30, 09:25)</c>.</summary>
    public override string ToString() => text;

    private static Interval? AfterClose(LocalDate date, Session? session, Duration after, LocalTime to) =>
        session is not null && NewYork.At(date, to) is var end && session.Close + after < end ? new Interval(session.Close + after, end) : null;

    private static Interval FromFull(Duration step, Session session) => new(Instant.Min(Ceiling(session.Open, step), session.Close), session.Close);

    private static Interval QuarterFrom(Instant at)
    {
        var start = Ceiling(at, Quarter);
        return new Interval(start, start + Quarter);
    }

    // New York is whole hours away from UTC.
    private static Instant Ceiling(Instant at, Duration step) =>
        Instant.FromUnixTimeTicks((at.ToUnixTimeTicks() + step.BclCompatibleTicks - 1) / step.BclCompatibleTicks * step.BclCompatibleTicks);

    private static string Text(LocalTime time) => $"{time.Hour:00}:{time.Minute:00}";
}
