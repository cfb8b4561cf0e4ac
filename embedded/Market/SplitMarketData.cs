using NodaTime;
using Trading.Market;

namespace Trading.Embedded.Market;

/// <summary>Symbols and daily bars of one source, minutes and prices of another: an archive on this machine, and a feed.</summary>
internal sealed class SplitMarketData(IMarketData archive, IMarketData feed) : IMarketData
{
    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Symbol>> SymbolsAsync(CancellationToken cancellationToken) => archive.SymbolsAsync(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<BarSeries?> DailyAsync(Symbol symbol, CancellationToken cancellationToken) => archive.DailyAsync(symbol, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>> MinutesAsync(IReadOnlyCollection<Symbol> symbols, LocalDate date, CancellationToken cancellationToken) =>
        feed.MinutesAsync(symbols, date, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyDictionary<Symbol, Quote>> QuotesAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellationToken) => feed.QuotesAsync(symbols, cancellationToken);
}
