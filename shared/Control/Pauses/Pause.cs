using NodaTime;

namespace Trading.Control.Pauses;

/// <summary>What a pause is of.</summary>
public enum PauseKind
{
    /// <summary>All entries of a strategy (exit policy).</summary>
    Strategy = 1,

    /// <summary>All entries in a symbol.</summary>
    Symbol = 2,
}

/// <summary>Entries that an operator holds back. Exits go on.</summary>
/// <param name="Kind">Of a strategy or a symbol.</param>
/// <param name="Name">Which: <c>swing</c>, <c>AIG</c>.</param>
/// <param name="Who">The person.</param>
/// <param name="Why">The sentence a person reads.</param>
/// <param name="At">Since when, UTC.</param>
public sealed record Pause(PauseKind Kind, string Name, string Who, string Why, Instant At);
