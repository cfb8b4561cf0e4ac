using System.Collections.Frozen;

namespace Trading.Market;

/// <summary>Funds that stand for a market, a sector, bonds or gold: the scan compares with them and never picks them.</summary>
public static class Benchmarks
{
    private static readonly FrozenSet<Symbol> Known = new[]
    {
        "SPY", "VTI", "IWM", "IWV", "QQQ", "TLT", "IEF", "HYG", "LQD", "GLD", "UUP", "PSQ", "SH", "SDS", "SQQQ",
        "XLK", "XLV", "XLF", "XLY", "XLI", "XLP", "XLE", "XLU", "XLRE", "XLB", "XLC",
    }.Select(Symbol.Parse).ToFrozenSet();

    /// <summary>All of them, in ordinal order.</summary>
    public static IReadOnlyList<Symbol> All { get; } = [.. Known.Order()];

    /// <summary>Whether a symbol is one.</summary>
    public static bool Contains(Symbol symbol) => Known.Contains(symbol);
}
