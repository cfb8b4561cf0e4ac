namespace Trading.Functions.Http;

/// <summary>The reason that a change of limits takes.</summary>
internal static class ReasonGiven
{
    public const string Missing = "reason is missing: why, in at most 500 characters; it stays in the history with your name";
    private const int Longest = 500;

    /// <summary>The reason on one line; null when there is none or it is too long.</summary>
    public static string? In(string? text) => text?.ReplaceLineEndings(" ").Trim() is { Length: > 0 and <= Longest } reason ? reason : null;
}
