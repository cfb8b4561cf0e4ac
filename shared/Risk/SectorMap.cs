using Trading.Market;
using Trading.Scanning;

namespace Trading.Risk;

/// <summary>
/// The sector of each symbol: by the reference list, or else by the watchlist. Symbols whose sector nobody knows are one sector together, named <see cref="Unknown"/>, with the cap of any
/// other: not knowing never gives more room.
/// </summary>
public sealed class SectorMap
{
    /// <summary>The sector of a symbol whose sector is not known.</summary>
    public const string Unknown = "unknown";

    private readonly Sectors reference;
    private readonly Dictionary<Symbol, string> watched = [];

    /// <summary>The map of a list and the candidates of a watchlist.</summary>
    public SectorMap(Sectors reference, IReadOnlyList<Candidate> candidates)
    {
        this.reference = reference;
        foreach (var candidate in candidates)
        {
            if (candidate.Sector.Length > 0)
            {
                watched[candidate.Symbol] = candidate.Sector;
            }
        }
    }

    /// <summary>No sector is known.</summary>
    public static SectorMap Empty { get; } = new(Sectors.Unknown, []);

    /// <summary>The sector of a symbol, never empty.</summary>
    public string Of(Symbol symbol) => reference.Of(symbol) is { Length: > 0 } listed ? listed : watched.GetValueOrDefault(symbol, Unknown);
}
