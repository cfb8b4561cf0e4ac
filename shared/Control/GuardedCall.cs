using NodaTime;

namespace Trading.Control;

/// <summary>A call that the kill switch let begin, or did not.</summary>
/// <param name="At">When that was decided, UTC: not after the call began.</param>
/// <param name="State">The state that decided.</param>
/// <param name="Call">The call under way; null when it was forbidden and has not begun.</param>
public readonly record struct GuardedCall<T>(Instant At, KillState State, Task<T>? Call);
