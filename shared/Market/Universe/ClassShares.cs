namespace Trading.Market.Universe;

/// <summary>Finds the source's spelling of a ticker. Issuers write one class share as BRKB, BRK.B, BRK-B, BRK/B or BRK B; the source knows one of them.</summary>
public sealed class ClassShares
{
    // Other marks are no class of common shares: units, warrants, rights, preferred.
    private const string Classes = "ABCDK";
    private readonly HashSet<Symbol> known;
    private readonly Dictionary<string, Symbol?> bare = new(StringComparer.Ordinal);

    /// <summary>Over what the source can trade.</summary>
    public ClassShares(IEnumerable<Symbol> symbols)
    {
        known = [.. symbols];
        foreach (var symbol in known.Where(symbol => IsClassShare(symbol.ToString())))
        {
            // Two symbols that differ in the mark alone: nobody can tell which one is meant.
            var key = Bare(symbol.ToString());
            bare[key] = bare.ContainsKey(key) ? null : symbol;
        }
    }

    /// <summary>The symbol that a ticker means; null when the source has none, or several.</summary>
    public Symbol? Find(string ticker) =>
        Symbol.TryParse(ticker, out var exact) && known.Contains(exact) ? exact
        : bare.TryGetValue(Bare(ticker), out var marked) ? marked
        : bare.Count == 0 && Symbol.TryParse(Bare(ticker), out var plain) && known.Contains(plain) ? plain
        : null;

    private static bool IsClassShare(string symbol) => symbol.Length > 2 && symbol[^2] is '.' or '-' && Classes.Contains(symbol[^1], StringComparison.Ordinal);

    private static string Bare(string ticker) => string.Concat(ticker.Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
}
