using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Market;

/// <summary>
/// All the bars there are, past and future alike: what the clock has not reached yet is cut off by <see cref="IMarketData"/>'s adapter
/// and by the simulated exchange, the only two that may hold one of these. Safe for concurrent readers.
/// </summary>
public interface IBarSource
{
    /// <summary>The symbols that can be scanned, in ordinal order.</summary>
    IReadOnlyList<Symbol> Symbols { get; }

    /// <summary>All daily bars of a symbol or benchmark, oldest first; null when there are none.</summary>
    /// <exception cref="BadBarException">A bar cannot be true or cannot be read.</exception>
    BarSeries? Daily(Symbol symbol);

    /// <summary>
    /// The daily bars dated up to and including <paramref name="through"/>; null when there are none. A bad bar dated later is as unknown as a
    /// good one, so it does no harm here.
    /// </summary>
    /// <exception cref="BadBarException">A bar dated up to <paramref name="through"/> cannot be true or cannot be read.</exception>
    BarSeries? Daily(Symbol symbol, LocalDate through) => Daily(symbol)?.Through(through) is { Count: > 0 } bars ? bars : null;

    /// <summary>The session minutes of <paramref name="date"/>, oldest first, at the daily bars' adjustment; empty when the symbol did not trade.</summary>
    /// <exception cref="BadBarException">A bar cannot be true or cannot be read.</exception>
    IReadOnlyList<MinuteBar> Minutes(Symbol symbol, LocalDate date);
}
