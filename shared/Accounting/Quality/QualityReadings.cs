using Trading.Operations.Readings;
using Trading.Time;

namespace Trading.Accounting.Quality;

/// <summary>
/// Today's <c>fill_rate</c> (percent) and <c>slippage_bps</c> (mean). Where nothing has been sent or filled there is nothing to measure, and the reading is left out: it is
/// neither a value nor unknown, and must not raise an alert.
/// </summary>
public sealed class QualityReadings(QualityBook book, TimeProvider clock) : IReadingSource
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var samples = await book.OnAsync(NewYork.DateOf(clock.Now()), cancellationToken).ConfigureAwait(false);
        if (samples is not { Count: > 0 })
        {
            return [];
        }

        var stats = QualityStats.Of(samples);
        var readings = new List<Reading>();
        if (stats.FillRate is { } rate)
        {
            readings.Add(new Reading("fill_rate", rate, string.Empty, $"{rate:0.0} % of the shares asked for today were filled, in {stats.Orders - stats.Open} orders that are done"));
        }

        if (stats.SlippageBps is { } slippage)
        {
            readings.Add(new Reading("slippage_bps", slippage.Mean, string.Empty, $"{slippage.Mean:0.0} bps on average over {slippage.Count} orders today, 95 % within {slippage.P95:0.0}"));
        }

        return readings;
    }
}
