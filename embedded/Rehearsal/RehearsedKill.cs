using NodaTime;
using NodaTime.Text;
using Trading.Control;

namespace Trading.Embedded.Rehearsal;

/// <summary>A kill that a rehearsal is asked for, on the first session of the request.</summary>
/// <param name="At">When, New York.</param>
/// <param name="Mode">What is asked for, above off.</param>
internal sealed record RehearsedKill(LocalTime At, KillMode Mode)
{
    /// <summary>What a text must be.</summary>
    public const string Wanted = "HH:MM=close_only or HH:MM=halt_all, the time in New York";

    private static readonly LocalTimePattern Pattern = LocalTimePattern.CreateWithInvariantCulture("HH:mm");

    /// <summary>Reads <c>11:00=close_only</c>; null when it is not that. The words are exact here, too.</summary>
    public static RehearsedKill? Parse(string text)
    {
        var parts = text.Split('=');
        return parts is [var time, "close_only" or "halt_all"] && Pattern.Parse(time) is { Success: true } at ? new RehearsedKill(at.Value, KillWords.Read(parts[1], out _)) : null;
    }
}
