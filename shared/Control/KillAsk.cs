using NodaTime;

namespace Trading.Control;

/// <summary>One that asks for a kill.</summary>
/// <param name="Mode">What it asks for: the most it has asked for since the last release.</param>
/// <param name="Source">One of <see cref="KillSources"/>.</param>
/// <param name="Who">The person or job.</param>
/// <param name="Why">The sentence a person reads.</param>
/// <param name="At">When it last asked for something new, UTC.</param>
public sealed record KillAsk(KillMode Mode, string Source, string Who, string Why, Instant At)
{
    /// <summary>Whether it is the same person, or the same job of the same source, that asks again.</summary>
    internal bool IsBySame(KillAsk other) => Source == other.Source && string.Equals(Who, other.Who, StringComparison.OrdinalIgnoreCase);
}
