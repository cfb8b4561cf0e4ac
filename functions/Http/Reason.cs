namespace Trading.Functions.Http;

/// <summary>The reason that a person gives with a change. Whoever must stop a desk at once need not give one.</summary>
internal static class Reason
{
    private const int Longest = 500;

    /// <summary>The text as it is journalled: one line of at most 500 characters.</summary>
    public static string Of(string? text)
    {
        var line = (text ?? string.Empty).ReplaceLineEndings(" ").Trim();
        return line.Length == 0 ? "no reason given" : line[..Math.Min(line.Length, Longest)];
    }
}
