using Trading.Market;
using Trading.Orders;

namespace Trading.Risk;

/// <summary>What the account holds and may come to hold, in dollars, seen from one symbol. A short counts by its size, working entries as if they were filled.</summary>
/// <param name="Total">Dollars over all symbols.</param>
/// <param name="Symbol">Dollars of the symbol asked about.</param>
/// <param name="Sector">Dollars of its sector, itself included; of all symbols while the sectors are not known.</param>
/// <param name="Positions">Symbols with a position or a working entry.</param>
/// <param name="Holds">The symbol asked about is among them.</param>
/// <param name="Unsettled">Dollars of entries sent after the account was read: its buying power does not know them.</param>
public readonly record struct Exposure(decimal Total, decimal Symbol, decimal Sector, int Positions, bool Holds, decimal Unsettled)
{
    /// <summary>The exposure seen from one symbol. Unknown positions count as none: the caller has blocked on them before.</summary>
    public static Exposure Of(DeskSnapshot desk, OrderBookView book, Symbol symbol, string? exceptGroup)
    {
        var sector = desk.Sectors?.Of(symbol);
        var (total, own, ofSector, unsettled, positions, holds) = (0m, 0m, 0m, 0m, 0, false);
        foreach (var line in new ExposureLines(desk, book, exceptGroup))
        {
            var dollars = decimal.Abs(line.Dollars);
            total += dollars;
            positions += line.IsNew ? 1 : 0;
            unsettled += line.IsUnsettled ? dollars : 0m;
            ofSector += sector is null || sector == desk.Sectors!.Of(line.Symbol) ? dollars : 0m;
            if (line.Symbol == symbol)
            {
                own += dollars;
                holds = true;
            }
        }

        return new Exposure(total, own, ofSector, positions, holds, unsettled);
    }
}
