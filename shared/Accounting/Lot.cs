using NodaTime;
using Trading.Market;

namespace Trading.Accounting;

/// <summary>Shares bought at one price by one order, as far as they have not been sold.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Quantity">Shares left.</param>
/// <param name="Price">What they cost, dollars a share.</param>
/// <param name="OpenedAt">When they were bought, UTC.</param>
/// <param name="OrderId">The order that bought them.</param>
/// <param name="Strategy">The strategy that bought them, or "external".</param>
/// <param name="CorrelationId">The chain they belong to.</param>
/// <param name="Fee">What is left of the fees of the purchase, dollars.</param>
/// <param name="IsExternal">Not bought by us.</param>
public sealed record Lot(
    Symbol Symbol, Quantity Quantity, Price Price, Instant OpenedAt, string OrderId, string Strategy, string CorrelationId, decimal Fee, bool IsExternal);

/// <summary>Shares of a lot that a sell closed.</summary>
/// <param name="Lot">The lot as bought: quantity and fee are those of the closed shares.</param>
/// <param name="SellPrice">Dollars a share.</param>
/// <param name="SellOrderId">The order that sold them.</param>
/// <param name="SellFee">Their part of the fees of the sale, dollars.</param>
/// <param name="ClosedAt">When, UTC.</param>
public sealed record LotMatch(Lot Lot, Price SellPrice, string SellOrderId, decimal SellFee, Instant ClosedAt)
{
    /// <summary>(sell - buy) x shares, dollars, gross of fees.</summary>
    public decimal Gross => (SellPrice.Value - Lot.Price.Value) * Lot.Quantity.Value;

    /// <summary>The fees of both sides, dollars.</summary>
    public decimal Fees => Lot.Fee + SellFee;
}

/// <summary>Shares sold that no lot explains. A short is refused: they are reported, never matched with a later purchase.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Quantity">Shares without a lot.</param>
/// <param name="OrderId">The order that sold them.</param>
/// <param name="At">When, UTC.</param>
public sealed record UnmatchedSell(Symbol Symbol, Quantity Quantity, string OrderId, Instant At);
