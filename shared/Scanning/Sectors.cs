using Trading.Market;

namespace Trading.Scanning;

/// <summary>The sector of each symbol, as far as it is known.</summary>
public sealed class Sectors(IReadOnlyDictionary<Symbol, string> bySymbol)
{
    /// <summary>No sector is known.</summary>
    public static Sectors Unknown { get; } = new(new Dictionary<Symbol, string>());

    /// <summary>Reads a CSV text (UTF-8) with the columns symbol and sector; others are not looked at.</summary>
    /// <exception cref="FormatException">A row cannot be read; the message says which.</exception>
    public static Sectors Parse(ReadOnlyMemory<byte> csv)
    {
        var sectors = new Dictionary<Symbol, string>();
        foreach (var row in CsvTable.Read(csv, "symbol", "sector"))
        {
            sectors[row.Symbol("symbol")] = row["sector"].Trim();
        }

        return new Sectors(sectors);
    }

    /// <summary>The sector of <paramref name="symbol"/>, or empty.</summary>
    public string Of(Symbol symbol) => bySymbol.GetValueOrDefault(symbol, string.Empty);
}
