using Trading.Market;

namespace Trading.Risk.Figures;

/// <summary>Dollars under one name.</summary>
/// <param name="Name">A symbol or a sector.</param>
/// <param name="Dollars">Positions by their size at the market, working entries at their limit.</param>
public sealed record Slice(string Name, decimal Dollars);

/// <summary>What is held and worked on, in dollars, cut three ways.</summary>
/// <param name="Total">All of it.</param>
/// <param name="BySymbol">By symbol, the largest first.</param>
/// <param name="BySector">By sector, the largest first; null when the list of sectors could not be read.</param>
public sealed record ExposureFigures(decimal Total, IReadOnlyList<Slice> BySymbol, IReadOnlyList<Slice>? BySector)
{
    /// <summary>The figures of a view; null when positions are not known.</summary>
    internal static ExposureFigures? Of(RiskView view)
    {
        if (view.Desk.Positions is null)
        {
            return null;
        }

        var (symbols, sectors) = (new Dictionary<string, decimal>(StringComparer.Ordinal), new Dictionary<string, decimal>(StringComparer.Ordinal));
        foreach (var line in new ExposureLines(view.Desk, view.Book, null))
        {
            Add(symbols, line.Symbol.ToString(), line.Dollars);
            Add(sectors, SectorOf(view, line.Symbol), line.Dollars);
        }

        return new ExposureFigures(symbols.Values.Sum(), Ranked(symbols), view.Desk.Sectors is null ? null : Ranked(sectors));
    }

    private static string SectorOf(RiskView view, Symbol symbol) => view.Desk.Sectors?.Of(symbol) ?? string.Empty;

    private static void Add(Dictionary<string, decimal> sums, string name, decimal dollars) => sums[name] = sums.GetValueOrDefault(name) + decimal.Abs(dollars);

    private static IReadOnlyList<Slice> Ranked(Dictionary<string, decimal> sums) =>
        [.. sums.Select(pair => new Slice(pair.Key, decimal.Round(pair.Value, 2))).OrderByDescending(slice => slice.Dollars).ThenBy(slice => slice.Name, StringComparer.Ordinal)];
}
