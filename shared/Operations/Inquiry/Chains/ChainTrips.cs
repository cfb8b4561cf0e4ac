using NodaTime;
using Trading.Accounting;
using Trading.Market;

namespace Trading.Operations.Inquiry.Chains;

/// <summary>Shares of a trade that one order bought and another sold, as the books match them.</summary>
/// <param name="Bought">The order that bought.</param>
/// <param name="Sold">The order that sold.</param>
/// <param name="Shares">Shares.</param>
/// <param name="Gross">(sell - buy) x shares, dollars.</param>
/// <param name="Fees">The fees of both sides, dollars.</param>
/// <param name="Net">Dollars after fees.</param>
/// <param name="ClosedAt">When, UTC.</param>
internal sealed record ChainTrip(string Bought, string Sold, decimal Shares, decimal Gross, decimal Fees, decimal Net, Instant ClosedAt);

/// <summary>The round trips of a trade: the books' own matching, first in first out over the symbol, of which those are kept whose shares the trade bought.</summary>
internal sealed class ChainTrips(FillBook fills, DayBooks days)
{
    public async ValueTask<IReadOnlyList<(ChainTrip Trip, ChainStep Step)>> OfAsync(
        ChainFamily family, Symbol symbol, LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        var start = await days.StartOfAsync(first, cancellationToken).ConfigureAwait(false);
        var lots = (start?.Lots ?? []).Where(lot => lot.Symbol == symbol);

        // Days before the first that are not closed have their executions beside the lots.
        var from = start?.Date?.PlusDays(1) ?? (await days.OpeningAsync(cancellationToken).ConfigureAwait(false))?.Date ?? first;
        var booked = await fills.BetweenAsync(LocalDate.Min(from, first), last, cancellationToken).ConfigureAwait(false);
        var matches = FifoLedger.Run(lots, booked.Where(fill => fill.Symbol == symbol)).Matches;
        return [.. matches.Where(match => family.Has(match.Lot.OrderId)).GroupBy(match => (match.Lot.OrderId, match.SellOrderId)).Select(pair => Step(pair.Key, [.. pair], symbol))];
    }

    private static (ChainTrip Trip, ChainStep Step) Step((string Bought, string Sold) orders, IReadOnlyList<LotMatch> matches, Symbol symbol)
    {
        var (gross, fees) = (matches.Sum(match => match.Gross), matches.Sum(match => match.Fees));
        var trip = new ChainTrip(orders.Bought, orders.Sold, matches.Sum(match => match.Lot.Quantity.Value), gross, fees, gross - fees, matches.Max(match => match.ClosedAt));
        var sentence = $"{trip.Shares:0.######} {symbol} closed: {Dollars.WithSign(gross)} gross, {fees:0.00######} fees, {Dollars.WithSign(trip.Net)} net";
        return (trip, new ChainStep(new ChainItem(trip.ClosedAt, "round-trip", orders.Sold, sentence, ChainReader.Json(trip)), 3, 0));
    }
}
