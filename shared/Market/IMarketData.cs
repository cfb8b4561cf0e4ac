using NodaTime;

namespace Trading.Market;

/// <summary>
/// Market data as of the clock: an answer holds only sessions that have closed and minutes that have ended.
/// A read that fails throws <see cref="MarketDataException"/>; it never looks like an empty answer.
/// </summary>
public interface IMarketData
{
    /// <summary>The symbols that can be scanned, in ordinal order. Benchmarks are not among them.</summary>
    ValueTask<IReadOnlyList<Symbol>> SymbolsAsync(CancellationToken cancellationToken);

    /// <summary>The daily bars of a symbol or benchmark, split-adjusted, oldest first; null when the source does not know the symbol.</summary>
    /// <exception cref="BadBarException">A bar of the symbol cannot be true or cannot be read.</exception>
    ValueTask<BarSeries?> DailyAsync(Symbol symbol, CancellationToken cancellationToken);

    /// <summary>The ended session minutes of <paramref name="date"/>, oldest first, for each of <paramref name="symbols"/> that traded; one request however many symbols.</summary>
    ValueTask<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>> MinutesAsync(IReadOnlyCollection<Symbol> symbols, LocalDate date, CancellationToken cancellationToken);

    /// <summary>The newest price of each of <paramref name="symbols"/> that has one; one request however many symbols.</summary>
    ValueTask<IReadOnlyDictionary<Symbol, Quote>> QuotesAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellationToken);
}

/// <summary>The market data source could not answer.</summary>
public class MarketDataException : Exception
{
    /// <summary>Says what could not be read, where, and what to do.</summary>
    public MarketDataException(string message)
        : base(message)
    {
    }

    /// <summary>Says what could not be read, where, and what to do, and keeps the cause.</summary>
    public MarketDataException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An unnamed failure.</summary>
    public MarketDataException()
    {
    }
}

/// <summary>A bar that cannot be true (high under low, a price at or under zero) or a row that cannot be read; the message names the file and the line.</summary>
public sealed class BadBarException : MarketDataException
{
    /// <summary>Says which file and line, and what is wrong with it.</summary>
    public BadBarException(string message)
        : base(message)
    {
    }

    /// <summary>Says which file and line, what is wrong with it, and keeps the cause.</summary>
    public BadBarException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>An unnamed bad bar.</summary>
    public BadBarException()
    {
    }
}
