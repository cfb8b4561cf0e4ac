using NodaTime;

namespace Trading.Control.Operators;

/// <summary>One credential of an operator. The token itself is never kept.</summary>
/// <param name="Name">The operator's name.</param>
/// <param name="Role">What they may do.</param>
/// <param name="Device">The credential's label: a desk of one registers a second one on another device.</param>
/// <param name="Salt">16 random bytes, base64.</param>
/// <param name="Hash">SHA-256 of the salt and the token's 32 bytes, base64.</param>
/// <param name="AddedAt">When it was added, UTC.</param>
public sealed record OperatorRecord(string Name, Role Role, string Device, string Salt, string Hash, Instant AddedAt);
