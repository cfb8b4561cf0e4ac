using Trading.Scanning;

namespace Trading.Watchlists;

/// <summary>The words of the candidates file for the scan's names, both ways. A word that is not in the list is refused, never read as another.</summary>
internal static class CandidateWords
{
    private static readonly (Anchor Value, string Word)[] Anchors =
    [
        (Anchor.YearToDate, "YTD"), (Anchor.Gap, "Gap4%"), (Anchor.VolumeBreakout, "VolBreakout"),
        (Anchor.MonthToDate, "MTD"), (Anchor.SwingLow, "SwingLow20"), (Anchor.SwingHigh, "SwingHigh20"),
    ];

    private static readonly (TrendTier Value, string Word)[] Tiers = [(TrendTier.A, "A"), (TrendTier.B, "B")];

    private static readonly (Bias Value, string Word)[] Biases =
    [
        (Bias.Unknown, "unknown"), (Bias.None, "none"), (Bias.Neutral, "neutral"), (Bias.Bullish, "bullish"), (Bias.Bearish, "bearish"),
    ];

    private static readonly (Extension Value, string Word)[] Extensions =
    [
        (Extension.Unknown, "unknown"), (Extension.Balanced, "balanced"), (Extension.Moderate, "moderate"), (Extension.Extended, "extended"),
    ];

    private static readonly (GapReset Value, string Word)[] GapResets =
    [
        (GapReset.None, "none"), (GapReset.Recent, "recent"), (GapReset.Stale, "stale"),
    ];

    public static string Of(Anchor value) => Word(Anchors, value);

    public static string Of(TrendTier value) => Word(Tiers, value);

    public static string Of(Bias value) => Word(Biases, value);

    public static string Of(Extension value) => Word(Extensions, value);

    public static string Of(GapReset value) => Word(GapResets, value);

    public static Anchor ToAnchor(string word) => Value(Anchors, word);

    public static TrendTier ToTier(string word) => Value(Tiers, word);

    public static Bias ToBias(string word) => Value(Biases, word);

    public static Extension ToExtension(string word) => Value(Extensions, word);

    public static GapReset ToGapReset(string word) => Value(GapResets, word);

    private static string Word<T>((T Value, string Word)[] names, T value)
        where T : struct, Enum
    {
        foreach (var name in names)
        {
            if (EqualityComparer<T>.Default.Equals(name.Value, value))
            {
                return name.Word;
            }
        }

        throw new ArgumentOutOfRangeException(nameof(value), value, "has no word in the candidates file");
    }

    private static T Value<T>((T Value, string Word)[] names, string word)
        where T : struct, Enum
    {
        foreach (var name in names)
        {
            if (name.Word == word)
            {
                return name.Value;
            }
        }

        throw new FormatException($"'{word}' is not one of {string.Join(", ", names.Select(name => name.Word))}");
    }
}
