using NodaTime;

namespace Trading.Time;

/// <summary>The hours of a session in New York wall-clock time.</summary>
/// <param name="Open">The opening time.</param>
/// <param name="Close">The closing time.</param>
/// <param name="Reason">Why they are not the usual ones, or null.</param>
internal sealed record SessionHours(LocalTime Open, LocalTime Close, string? Reason)
{
    /// <summary>09:30 to 16:00.</summary>
    public static SessionHours Usual { get; } = new(new LocalTime(9, 30), new LocalTime(16, 0), null);

    /// <summary>The usual opening and an early close.</summary>
    public static SessionHours Until(LocalTime close, string reason) => Usual with { Close = close, Reason = reason };

    /// <summary>A late opening and the usual close.</summary>
    public static SessionHours From(LocalTime open, string reason) => Usual with { Open = open, Reason = reason };

    /// <summary>The reason and what it changes, such as <c>Christmas Eve: closes at 13:00</c>; null for the usual hours.</summary>
    public string? Note => (Open != Usual.Open, Close != Usual.Close) switch
    {
        (true, true) => $"{Reason}: opens at {Text(Open)}, closes at {Text(Close)}",
        (true, false) => $"{Reason}: opens at {Text(Open)}",
        (false, true) => $"{Reason}: closes at {Text(Close)}",
        _ => null,
    };

    private static string Text(LocalTime time) => $"{time.Hour:00}:{time.Minute:00}";
}
