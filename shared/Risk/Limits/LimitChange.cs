using System.Text.Json.Serialization;
using NodaTime;

namespace Trading.Risk.Limits;

/// <summary>One limit's way from one value to another.</summary>
/// <param name="Key">The limit.</param>
/// <param name="From">What it was.</param>
/// <param name="To">What it is.</param>
public sealed record LimitMove(string Key, decimal From, decimal To);

/// <summary>One change of the limits, as the history keeps it.</summary>
/// <param name="Number">1 for the first limits of an account, then one more each time.</param>
/// <param name="Source">Through which door: <c>default</c>, <c>file</c>, <c>http</c> or <c>rollback</c>.</param>
/// <param name="Who">The person who wanted it; <c>file</c> for a file, which has no name.</param>
/// <param name="ApprovedBy">The second person; null where none was needed.</param>
/// <param name="Why">The reason.</param>
/// <param name="At">When it came into force, UTC.</param>
/// <param name="Moves">What changed, in the order of the table.</param>
/// <param name="Values">All limits after it, by key.</param>
public sealed record LimitChange(
    int Number, string Source, string Who, string? ApprovedBy, string Why, Instant At,
    [property: JsonRequired] IReadOnlyList<LimitMove> Moves, [property: JsonRequired] IReadOnlyDictionary<string, decimal> Values);
