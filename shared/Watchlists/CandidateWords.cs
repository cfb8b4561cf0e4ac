using Trading.Scanning;

namespace Trading.Watchlists;

/// <summary>The words of the candidates file for the scan's names, both ways. A word that is not in the list is refused, never read as another.</summary>
internal static class CandidateWords
{
    // Each in the order of its enumeration.
    private static readonly string[] Tiers = ["A", "B"];
    private static readonly string[] Anchors = ["YTD", "Gap4%", "VolBreakout", "MTD", "SwingLow20", "SwingHigh20"];
    private static readonly string[] Biases = ["unknown", "none", "neutral", "bullish", "bearish"];
    private static readonly string[] Extensions = ["unknown", "balanced", "moderate", "extended"];
    private static readonly string[] GapResets = ["none", "recent", "stale"];

    public static string Of(TrendTier value) => Tiers[(int)value];

    public static string Of(Anchor value) => Anchors[(int)value];

    public static string Of(Bias value) => Biases[(int)value];

    public static string Of(Extension value) => Extensions[(int)value];

    public static string Of(GapReset value) => GapResets[(int)value];

    public static TrendTier ToTier(string word) => (TrendTier)Place(Tiers, word);

    public static Anchor ToAnchor(string word) => (Anchor)Place(Anchors, word);

    public static Bias ToBias(string word) => (Bias)Place(Biases, word);

    public static Extension ToExtension(string word) => (Extension)Place(Extensions, word);

    public static GapReset ToGapReset(string word) => (GapReset)Place(GapResets, word);

    private static int Place(string[] words, string word)
    {
        var place = Array.IndexOf(words, word);
        return place >= 0 ? place : throw new FormatException($"'{word}' is not one of {string.Join(", ", words)}");
    }
}
