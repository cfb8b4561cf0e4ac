using NodaTime;
using Trading.Market.Archive;

namespace Trading.Market.Refresh;

/// <summary>Fetches one portion: of symbols that are stored what is new, and all of those whose stored bars have changed since; of the others everything.</summary>
internal sealed class PortionFetch(IBarFeed feed, RefreshPlan plan, BarArchive? stored)
{
    /// <exception cref="MarketDataException">The feed could not answer.</exception>
    public async ValueTask<(PortionDone Done, IReadOnlyList<BarSeries> Bars)> RunAsync(RefreshBatch batch, CancellationToken cancellationToken)
    {
        var found = await ReadAsync(batch.Symbols, batch.Whole ? plan.From : plan.Recent, cancellationToken).ConfigureAwait(false);
        var without = batch.Symbols.Where(symbol => !found.ContainsKey(symbol)).Order().ToList();
        var adjusted = batch.Whole ? [] : found.Values.Where(bars => !Agrees(bars)).Select(bars => bars.Symbol).Order().ToList();
        if (adjusted.Count > 0)
        {
            var again = await ReadAsync(adjusted, plan.From, cancellationToken).ConfigureAwait(false);
            foreach (var symbol in adjusted)
            {
                found[symbol] = again.GetValueOrDefault(symbol) ?? throw new MarketDataException($"{symbol}: the feed gave its newest bars and then none of its history; run it again");
            }
        }

        IReadOnlyList<Symbol> whole = batch.Whole ? [.. found.Keys.Order()] : adjusted;
        return (new PortionDone(found.Count, whole, adjusted, without), [.. found.Values.OrderBy(bars => bars.Symbol)]);
    }

    private async ValueTask<Dictionary<Symbol, BarSeries>> ReadAsync(IReadOnlyCollection<Symbol> symbols, LocalDate from, CancellationToken cancellationToken)
    {
        var found = new Dictionary<Symbol, BarSeries>(symbols.Count);
        await foreach (var answer in feed.DailyAsync(symbols, from, plan.Through, cancellationToken).ConfigureAwait(false))
        {
            found.Add(answer.Symbol, answer.Bars);
        }

        return found;
    }

    // At least one stored bar among those that came again, and each of them at the same prices. Volumes are corrected for days and take the newest count.
    private bool Agrees(BarSeries fresh)
    {
        if (stored?.Find(fresh.Symbol) is not { } old)
        {
            return false;
        }

        var common = 0;
        for (var i = 0; i < fresh.Count; i++)
        {
            var at = old.Days.BinarySearch(fresh.Days[i]);
            if (at >= 0)
            {
                common++;
                if (old.Open[at] != fresh.Open[i] || old.High[at] != fresh.High[i] || old.Low[at] != fresh.Low[i] || old.Close[at] != fresh.Close[i])
                {
                    return false;
                }
            }
        }

        return common > 0;
    }
}
