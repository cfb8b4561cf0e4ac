using NodaTime;
using Trading.Market;

namespace Trading.Accounting;

/// <summary>The closing prices of one trading date, or the newest ones of a date that is not over.</summary>
/// <param name="Prices">The price of each symbol asked for.</param>
/// <param name="Stale">The symbols that had no bar on the date (no price now) and stand at their newest price before it, or at cost when there is none.</param>
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

    /// <summary>Reads the newest prices, for a day that is not over: those of the clock's moment.</summary>
    /// <param name="market">The market, as of the clock.</param>
    /// <param name="lots">What is held.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    /// <exception cref="MarketDataException">The market data could not be read.</exception>
    public static async ValueTask<ClosingPrices> NewestAsync(IMarketData market, IReadOnlyList<Lot> lots, CancellationToken cancellationToken)
    {
        var prices = new SortedDictionary<Symbol, Price>();
        foreach (var lot in lots)
        {
            prices[lot.Symbol] = lot.Price;
        }

        if (prices.Count == 0)
        {
            return new ClosingPrices(prices, []);
        }

        var quotes = await market.QuotesAsync([.. prices.Keys], cancellationToken).ConfigureAwait(false);
        var stale = prices.Keys.Where(symbol => !quotes.ContainsKey(symbol)).ToList();
        foreach (var quote in quotes.Values)
        {
            prices[quote.Symbol] = quote.Last;
        }

        return new ClosingPrices(prices, stale);
    }
}
