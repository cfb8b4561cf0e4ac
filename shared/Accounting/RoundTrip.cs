using NodaTime;
using Trading.Market;

namespace Trading.Accounting;

/// <summary>Shares bought by one order and sold by another on one day, however many executions that took.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Quantity">Shares.</param>
/// <param name="Gross">(sell - buy) x shares, dollars, gross of fees: above zero a win, below a loss, zero neither.</param>
/// <param name="Fees">The fees of both sides, dollars.</param>
/// <param name="ClosedAt">The last of its executions, UTC.</param>
/// <param name="Strategy">The strategy that bought.</param>
/// <param name="CorrelationId">The chain it belongs to.</param>
/// <param name="IsExternal">Not bought by us.</param>
/// <param name="BuyOrderId">The order that bought.</param>
/// <param name="SellOrderId">The order that sold.</param>
public sealed record RoundTrip(
    Symbol Symbol,
    Quantity Quantity,
    decimal Gross,
    decimal Fees,
    Instant ClosedAt,
    string Strategy,
    string CorrelationId,
    bool IsExternal,
    string BuyOrderId,
    string SellOrderId)
{
    /// <summary>Dollars after fees.</summary>
    public decimal Net => Gross - Fees;

    /// <summary>The round trips of a day's matches, in the order in which they closed.</summary>
    public static IReadOnlyList<RoundTrip> Of(IReadOnlyList<LotMatch> matches)
    {
        var trips = new Dictionary<(string Buy, string Sell), RoundTrip>();
        var last = new Dictionary<(string Buy, string Sell), int>();
        for (var i = 0; i < matches.Count; i++)
        {
            var match = matches[i];
            var key = (match.Lot.OrderId, match.SellOrderId);
            var trip = trips.GetValueOrDefault(key)
                ?? new RoundTrip(match.Lot.Symbol, Quantity.Zero, 0m, 0m, match.ClosedAt, match.Lot.Strategy, match.Lot.CorrelationId, match.Lot.IsExternal, key.OrderId, key.SellOrderId);
            trips[key] = trip with
            {
                Quantity = trip.Quantity + match.Lot.Quantity, Gross = trip.Gross + match.Gross, Fees = trip.Fees + match.Fees, ClosedAt = match.ClosedAt,
            };
            last[key] = i;
        }

        return [.. trips.OrderBy(pair => last[pair.Key]).Select(pair => pair.Value)];
    }
}
