namespace Trading.Operations.Retention;

/// <summary>How long one kind of what the desk keeps is kept.</summary>
/// <param name="Name">The kind.</param>
/// <param name="Holds">What belongs to it, for people.</param>
/// <param name="Days">After so many days it is removed; null when the desk never removes it.</param>
/// <param name="Kept">The keeping time in words.</param>
public sealed record RetentionKind(string Name, string Holds, int? Days, string Kept);
