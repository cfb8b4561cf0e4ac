using NodaTime;

namespace Trading.Market.Universe;

/// <summary>Ranks stocks by the dollars that change hands in them on an average day.</summary>
internal static class DollarVolume
{
    /// <summary>The sessions that the average is of; one without a bar counts as nothing traded.</summary>
    public const int Sessions = 20;

    /// <summary>The first <paramref name="most"/> of <paramref name="symbols"/>, by falling dollar volume; those without bars are none of them.</summary>
    /// <exception cref="MarketDataException">The feed could not answer.</exception>
    public static async ValueTask<IReadOnlyList<Symbol>> RankAsync(
        IBarFeed feed, IReadOnlyCollection<Symbol> symbols, LocalDate from, LocalDate through, int most, CancellationToken cancellationToken)
    {
        var volumes = new List<(Symbol Symbol, double Dollars)>(symbols.Count);
        await foreach (var (symbol, bars) in feed.DailyAsync(symbols, from, through, cancellationToken).ConfigureAwait(false))
        {
            if (Of(bars) is > 0 and < double.PositiveInfinity and var dollars)
            {
                volumes.Add((symbol, dollars));
            }
        }

        return [.. volumes.OrderByDescending(one => one.Dollars).ThenBy(one => one.Symbol).Take(most).Select(one => one.Symbol)];
    }

    private static double Of(BarSeries bars)
    {
        var sum = 0.0;
        for (var i = Math.Max(0, bars.Count - Sessions); i < bars.Count; i++)
        {
            sum += bars.Close[i] * bars.Volume[i];
        }

        return sum / Sessions;
    }
}
