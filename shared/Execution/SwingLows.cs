using System.Collections.Concurrent;
using NodaTime;
using Trading.Market;

namespace Trading.Execution;

/// <summary>The last daily swing low of each symbol, worked out once a trading date: daily bars do not change during a session.</summary>
internal sealed class SwingLows(IMarketData market)
{
    private readonly ConcurrentDictionary<Symbol, (LocalDate Date, decimal? Low)> known = new();

    /// <summary>Dollars, or null when there is none.</summary>
    /// <exception cref="MarketDataException">The bars could not be read.</exception>
    public async ValueTask<decimal?> OfAsync(Symbol symbol, LocalDate today, CancellationToken cancellationToken)
    {
        if (known.TryGetValue(symbol, out var seen) && seen.Date == today)
        {
            return seen.Low;
        }

        var bars = await market.DailyAsync(symbol, cancellationToken).ConfigureAwait(false);
        var low = bars is null ? null : StopRatchet.LastSwingLow(bars);
        known[symbol] = (today, low);
        return low;
    }
}
