using Trading.Market;

namespace Trading.Execution;

/// <summary>How many shares an entry takes. Pure, in decimals.</summary>
public static class PositionSizer
{
    private const decimal FarthestPercent = 6m;
    private const decimal SmallestPart = 0.25m;

    /// <summary>
    /// Whole shares: floor(min(<paramref name="factor"/> x min(<paramref name="perEntry"/> x equity x max(0.25, 1 - |distance %| / 6), <paramref name="perPosition"/> x equity), room) / price);
    /// zero when that is under one: nothing is rounded up.
    /// </summary>
    /// <param name="price">Dollars a share, above zero.</param>
    /// <param name="equity">Dollars.</param>
    /// <param name="distancePercent">How far the price is from the entry level, percent; a number that is not finite counts as far.</param>
    /// <param name="room">Dollars left under the caps.</param>
    /// <param name="perEntry">The part of equity that an entry takes at its level.</param>
    /// <param name="perPosition">The most of equity that a position may take.</param>
    /// <param name="factor">How much of its size an entry keeps in a drawdown: 1, 1/2, 1/4 or 0.</param>
    public static Quantity Shares(Price price, decimal equity, double distancePercent, decimal room, decimal perEntry = 0.02m, decimal perPosition = 0.10m, decimal factor = 1m)
    {
        var distance = double.IsFinite(distancePercent) && Math.Abs(distancePercent) < 1000 ? (decimal)Math.Abs(distancePercent) : FarthestPercent;
        var part = decimal.Max(SmallestPart, 1m - (distance / FarthestPercent));
        var dollars = decimal.Min(factor * decimal.Min(equity * perEntry * part, equity * perPosition), room);
        return dollars <= 0m ? Quantity.Zero : new Quantity(decimal.Floor(dollars / price.Value));
    }
}
