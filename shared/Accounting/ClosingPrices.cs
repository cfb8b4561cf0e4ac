using NodaTime;
using Trading.Market;

namespace Trading.Accounting;

/// <summary>The closing prices of one trading date.</summary>
/// <param name="Prices">The price of each symbol asked for.</param>
/// <param name="Stale">The symbols that had no bar on the date and stand at their newest price before it, or at cost when there is none.</param>
public sealed record ClosingPrices(IReadOnlyDictionary<Symbol, Price> Prices, IReadOnlyList<Symbol> Stale)
{
    /// <summary>Reads the daily closes of <paramref name="date"/>, never those of a later day.</summary>
    /// <param name="market">The market, as of the clock.</param>
    /// <param name="date">The trading date.</param>
    /// <param name="lots">What is held.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    /// <exception cref="MarketDataException">The market data could not be read.</exception>
    public static async ValueTask<ClosingPrices> ReadAsync(IMarketData market, LocalDate date, IReadOnlyList<Lot> lots, CancellationToken cancellationToken)
    {
        var prices = new SortedDictionary<Symbol, Price>();
        var stale = new List<Symbol>();
        foreach (var held in lots.GroupBy(lot => lot.Symbol).OrderBy(group => group.Key))
        {
            var bars = (await market.DailyAsync(held.Key, cancellationToken).ConfigureAwait(false))?.Through(date);
            var newest = bars is { Count: > 0 } ? Price.From(bars.Close[^1]) : null;
            prices[held.Key] = newest ?? held.Last().Price;
            if (newest is null || bars!.DateAt(bars.Count - 1) != date)
            {
                stale.Add(held.Key);
            }
        }

        return new ClosingPrices(prices, stale);
    }
}
