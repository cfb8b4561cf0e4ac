namespace Trading.Scanning;

/// <summary>The order of the candidates: tier A first, the stronger trend first, then by symbol.</summary>
internal sealed class Ranking : IComparer<Candidate>
{
    /// <summary>The one order.</summary>
    public static Ranking Order { get; } = new();

    /// <inheritdoc/>
    public int Compare(Candidate? x, Candidate? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var tier = ((int)x.Tier).CompareTo((int)y.Tier);
        var score = tier != 0 ? tier : y.TrendScore.CompareTo(x.TrendScore);
        return score != 0 ? score : x.Symbol.CompareTo(y.Symbol);
    }
}
