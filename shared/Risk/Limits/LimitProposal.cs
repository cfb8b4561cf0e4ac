namespace Trading.Risk.Limits;

/// <summary>What comes in through a door.</summary>
/// <param name="Values">The values asked for, by key, without a fault.</param>
/// <param name="Source">The door: <c>default</c>, <c>file</c>, <c>http</c> or <c>rollback</c>.</param>
/// <param name="Who">The person; null when nobody is known to have asked.</param>
/// <param name="Why">The reason.</param>
internal sealed record LimitProposal(IReadOnlyDictionary<string, decimal> Values, string Source, string? Who, string Why);

/// <summary>The doors.</summary>
internal static class LimitSource
{
    /// <summary>The defaults in code.</summary>
    public const string Default = "default";

    /// <summary>The limits file.</summary>
    public const string File = "file";

    /// <summary>A person through the API.</summary>
    public const string Http = "http";

    /// <summary>A person who goes back to an earlier change.</summary>
    public const string Rollback = "rollback";
}
