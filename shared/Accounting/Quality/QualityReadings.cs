using NodaTime;
using Trading.Operations.Readings;
using Trading.Orders;
using Trading.Time;

namespace Trading.Accounting.Quality;

/// <summary>
/// Today's <c>fill_rate</c> (a fraction, 1 is all) and <c>slippage_bps</c> (mean). Where nothing has been sent or filled there is nothing to measure, and the reading is left out: it is
/// neither a value nor unknown, and must not raise an alert. Asked at every cycle: while no order changes, the answer stays.
/// </summary>
public sealed class QualityReadings(QualityBook book, OrderBook orders, TimeProvider clock) : IReadingSource
{
    private Answer? last;

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var view = await orders.LoadAsync(cancellationToken).ConfigureAwait(false);
        var today = NewYork.DateOf(clock.Now());
        if (last is { } known && known.Date == today && ReferenceEquals(known.View, view))
        {
            return known.Readings;
        }

        var samples = await book.OnAsync(today, cancellationToken).ConfigureAwait(false) ?? [];
        last = new Answer(today, view, samples.Count == 0 ? [] : Of(QualityStats.Of(samples)));
        return last.Readings;
    }

    private static List<Reading> Of(QualityStats stats)
    {
        var readings = new List<Reading>();
        if (stats.FillRate is { } rate)
        {
            readings.Add(new Reading("fill_rate", rate / 100m, string.Empty, $"{rate:0.0} % of the shares asked for today were filled, in {stats.Orders - stats.Open} orders that are done"));
        }

        if (stats.SlippageBps is { } slippage)
        {
            readings.Add(new Reading("slippage_bps", slippage.Mean, string.Empty, $"{slippage.Mean:0.0} bps on average over {slippage.Count} orders today, 95 % within {slippage.P95:0.0}"));
        }

        return readings;
    }

    private sealed record Answer(LocalDate Date, OrderBookView View, IReadOnlyList<Reading> Readings);
}
