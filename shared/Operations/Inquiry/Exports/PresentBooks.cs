using Trading.Accounting;
using Trading.Time;

namespace Trading.Operations.Inquiry.Exports;

/// <summary>The books as they stand now: the newest close and the executions since.</summary>
/// <param name="Cash">Dollars; null while the books have not been opened.</param>
/// <param name="Lots">The open lots, by symbol, oldest first.</param>
/// <param name="Shorts">Shares below zero that no lot holds.</param>
internal sealed record PresentBooks(decimal? Cash, IReadOnlyList<Lot> Lots, IReadOnlyDictionary<Market.Symbol, decimal> Shorts)
{
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public static async ValueTask<PresentBooks> ReadAsync(DayBooks days, FillBook fills, TimeProvider clock, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        if (await days.StartOfAsync(today.PlusDays(1), cancellationToken).ConfigureAwait(false) is not { } start)
        {
            return new PresentBooks(null, [], new Dictionary<Market.Symbol, decimal>());
        }

        var from = start.Date?.PlusDays(1) ?? (await days.OpeningAsync(cancellationToken).ConfigureAwait(false))!.Date;
        var booked = await fills.BetweenAsync(from, today, cancellationToken).ConfigureAwait(false);
        return new PresentBooks(start.Cash + booked.Sum(fill => fill.CashFlow - fill.Fee), FifoLedger.Run(start.Lots, booked).OpenLots, start.Shorts);
    }
}
