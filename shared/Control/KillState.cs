using NodaTime;

namespace Trading.Control;

/// <summary>Where the kill switch stands, who moved it there and why.</summary>
/// <param name="Mode">The mode.</param>
/// <param name="Source">What asked for it: <c>http</c>, <c>setting</c>, <c>file</c>, <c>drawdown</c>, <c>storage</c> and so on.</param>
/// <param name="Who">The person or job.</param>
/// <param name="Why">The sentence a person reads.</param>
/// <param name="At">Since when, UTC; null while it was never moved.</param>
public sealed record KillState(KillMode Mode, string Source, string Who, string Why, Instant? At)
{
    /// <summary>Never moved.</summary>
    public static KillState Off { get; } = new(KillMode.Off, "none", "nobody", "never used", null);
}
