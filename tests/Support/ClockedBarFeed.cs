using System.Runtime.CompilerServices;
using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Time;

namespace Trading.Tests.Support;

/// <summary>A source of bars as a feed, as far as the clock lets it be seen. Its stocks are all listed at one exchange.</summary>
internal sealed class ClockedBarFeed(IBarSource source, TimeProvider clock) : IBarFeed
{
    private const string Exchange = "NYSE";

    /// <inheritdoc/>
    public async IAsyncEnumerable<SymbolBars> DailyAsync(
        IReadOnlyCollection<Symbol> symbols, LocalDate from, LocalDate through, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = LocalDate.Min(through, LastClosed());
        foreach (var symbol in symbols)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Read(symbol, from, last) is { } bars)
            {
                yield return new SymbolBars(symbol, bars);
            }
        }

        await ValueTask.CompletedTask.ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Asset>> AssetsAsync(CancellationToken cancellationToken) =>
        ValueTask.FromResult<IReadOnlyList<Asset>>([.. source.Symbols.Select(symbol => new Asset(symbol, symbol.ToString(), Exchange))]);

    private LocalDate LastClosed() => ExchangeCalendar.Nyse.LastClosed(clock.Now()).Date;

    private BarSeries? Read(Symbol symbol, LocalDate from, LocalDate through) => source.Daily(symbol, through) is { } bars ? From(bars, BarSeries.ToDay(from)) : null;

    private static BarSeries? From(BarSeries bars, int day)
    {
        var first = bars.Days.BinarySearch(day) is var found && found >= 0 ? found : ~found;
        return first == bars.Count ? null : new BarSeries(
            bars.Symbol,
            bars.Count - first,
            bars.Days[first..].ToArray(),
            bars.Open[first..].ToArray(),
            bars.High[first..].ToArray(),
            bars.Low[first..].ToArray(),
            bars.Close[first..].ToArray(),
            bars.Volume[first..].ToArray());
    }
}
