using System.Runtime.CompilerServices;
using NodaTime;
using Trading.Market;
using Trading.Time;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Market;

/// <summary>Alpaca's daily bars in bulk. What is wrong with them is the archive check's to find.</summary>
internal sealed class AlpacaBarFeed(BarPages bars, AssetList assets, TimeProvider clock) : IBarFeed
{
    /// <inheritdoc/>
    public async IAsyncEnumerable<SymbolBars> DailyAsync(
        IReadOnlyCollection<Symbol> symbols, LocalDate from, LocalDate through, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = ExchangeCalendar.Nyse.LastClosed(clock.Now()).Date;
        var (first, end) = (NewYork.StartOf(from), LocalDate.Min(through, last));
        if (end < from)
        {
            yield break;
        }

        foreach (var some in symbols.Distinct().Chunk(BarPages.MostSymbols))
        {
            var read = await bars.ReadAsync(some, Api.BarTimeFrame.Day, first, NewYork.StartOf(end), cancellationToken).ConfigureAwait(false);
            foreach (var symbol in some)
            {
                if (read.TryGetValue(symbol, out var found) && DailyColumns.Of(symbol, found, end) is { } series)
                {
                    yield return new SymbolBars(symbol, series);
                }
            }
        }
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Asset>> AssetsAsync(CancellationToken cancellationToken) => assets.ReadAsync(cancellationToken);
}
