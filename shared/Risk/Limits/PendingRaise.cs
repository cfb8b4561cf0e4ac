using NodaTime;

namespace Trading.Risk.Limits;

/// <summary>Higher limits that wait for two people.</summary>
/// <param name="Values">Exactly what is asked for, by key.</param>
/// <param name="Source">Through which door: <c>default</c>, <c>file</c>, <c>http</c> or <c>rollback</c>.</param>
/// <param name="Who">The person who asked; null while it is nobody's, as a file's is.</param>
/// <param name="Why">The reason.</param>
/// <param name="At">When it was asked, UTC.</param>
/// <param name="RequestId">The request that a second person approves; null while it is nobody's.</param>
public sealed record PendingRaise(IReadOnlyDictionary<string, decimal> Values, string Source, string? Who, string Why, Instant At, string? RequestId);
