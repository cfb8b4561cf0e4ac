using NodaTime;

namespace Trading.Market;

/// <summary>
/// Daily bars of many symbols at once, and what there is to trade: what the archive is filled from. Answers hold only sessions that have closed by the clock.
/// A read that fails throws <see cref="MarketDataException"/>; it never looks like an empty answer.
/// </summary>
public interface IBarFeed
{
    /// <summary>
    /// The daily bars of <paramref name="symbols"/> dated from <paramref name="from"/> through <paramref name="through"/>, split-adjusted as of now, oldest first; in as few requests as the source allows.
    /// Each symbol that has bars once; a symbol without bars is left out.
    /// </summary>
    IAsyncEnumerable<SymbolBars> DailyAsync(IReadOnlyCollection<Symbol> symbols, LocalDate from, LocalDate through, CancellationToken cancellationToken);

    /// <summary>The stocks that can be traded now, in ordinal order.</summary>
    ValueTask<IReadOnlyList<Asset>> AssetsAsync(CancellationToken cancellationToken);
}

/// <summary>The daily bars of one symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Bars">Its bars, oldest first, at least one.</param>
public sealed record SymbolBars(Symbol Symbol, BarSeries Bars);

/// <summary>A stock that can be traded.</summary>
/// <param name="Symbol">Its symbol; a class share as the source spells it.</param>
/// <param name="Name">The company's name.</param>
/// <param name="Exchange">The exchange's code, such as NYSE or NASDAQ.</param>
public sealed record Asset(Symbol Symbol, string Name, string Exchange);
