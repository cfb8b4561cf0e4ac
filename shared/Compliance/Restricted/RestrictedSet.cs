using Trading.Market;

namespace Trading.Compliance.Restricted;

/// <summary>The restricted list at one moment. Immutable.</summary>
/// <param name="All">The restrictions that hold, by symbol.</param>
public sealed record RestrictedSet(IReadOnlyList<Restriction> All)
{
    /// <summary>No symbol is restricted.</summary>
    public static RestrictedSet None { get; } = new([]);

    /// <summary>Why a symbol may not be bought, or null when it may.</summary>
    public string? Against(Symbol symbol)
    {
        foreach (var one in All)
        {
            if (one.Symbol == symbol)
            {
                return $"{symbol} was put on the restricted list by {one.Who}: {one.Reason}";
            }
        }

        return null;
    }
}
