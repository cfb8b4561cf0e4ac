using NodaTime;

namespace Trading.Market.Refresh;

/// <summary>How the night's refresh goes about it.</summary>
public sealed record RefreshOptions
{
    /// <summary>The usual ones.</summary>
    public static RefreshOptions Default { get; } = new();

    /// <summary>How many sessions the archive goes back: two years, twice what an indicator looks back.</summary>
    public int Sessions { get; init; } = 500;

    /// <summary>How many sessions already stored are asked for again, to see whether a split has changed them.</summary>
    public int Overlap { get; init; } = 5;

    /// <summary>How many symbols are done between two marks of progress.</summary>
    public int Batch { get; init; } = 200;

    /// <summary>The share of the symbols to scan that may be missing, behind or unsound; above it the feed is in trouble, not they.</summary>
    public decimal MostTroubled { get; init; } = 0.1m;

    /// <summary>How long a symbol that cannot be used is set aside before it is tried again.</summary>
    public Period Aside { get; init; } = Period.FromDays(7);

    /// <summary>What must be there and reach the newest session, or the archive is not put in place.</summary>
    public IReadOnlyList<Symbol> Required { get; init; } = [Symbol.Parse("SPY")];
}
