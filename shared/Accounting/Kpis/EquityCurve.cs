using NodaTime;
using Trading.Market;
using Trading.Storage;
using Trading.Time;

namespace Trading.Accounting.Kpis;

/// <summary>Equity at one moment.</summary>
/// <param name="Date">The New York date.</param>
/// <param name="At">When it was seen, UTC; null for a close.</param>
/// <param name="Equity">Cash and holdings, dollars.</param>
/// <param name="Drawdown">How far that is under the highest point of the series before it, dollars.</param>
/// <param name="DrawdownPercent">The same in percent of that point; null when it is not above zero.</param>
/// <param name="Source">Where it is from: <c>opening</c>, <c>close</c>, <c>kpi</c> or <c>now</c>.</param>
public sealed record EquityPoint(LocalDate Date, Instant? At, decimal Equity, decimal Drawdown, decimal? DrawdownPercent, string Source);

/// <summary>The series of equity: the opening of the books, each closed day, and the hours of the day that is not closed.</summary>
public sealed class EquityCurve(DayBooks days, KpiBook kpis, OpenDayReader today, TimeProvider clock)
{
    /// <summary>The series from <paramref name="first"/> to <paramref name="last"/>, both included, in time order; drawdown is counted from the series' first point on.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<IReadOnlyList<EquityPoint>> ReadAsync(LocalDate first, LocalDate last, CancellationToken cancellationToken)
    {
        var points = new Series();
        if (await days.OpeningAsync(cancellationToken).ConfigureAwait(false) is not { } opening)
        {
            return points.All;
        }

        if (opening.Date >= first && opening.Date <= last)
        {
            points.Add(opening.Date, opening.At, opening.Equity, "opening");
        }

        for (var date = LocalDate.Max(first, opening.Date); date < last; date = date.PlusDays(1))
        {
            if (await days.CloseOfAsync(date, cancellationToken).ConfigureAwait(false) is { } close)
            {
                points.Add(date, null, close.Equity, "close");
            }
        }

        await AddLastAsync(last, points, cancellationToken).ConfigureAwait(false);
        return points.All;
    }

    private async ValueTask AddLastAsync(LocalDate last, Series points, CancellationToken cancellationToken)
    {
        foreach (var kpi in await kpis.OnAsync(last, cancellationToken).ConfigureAwait(false))
        {
            if (kpi.Slot != KpiBook.CloseSlot)
            {
                points.Add(last, kpi.At, kpi.Equity, "kpi");
            }
        }

        if (await days.CloseOfAsync(last, cancellationToken).ConfigureAwait(false) is { } close)
        {
            points.Add(last, null, close.Equity, "close");
        }
        else if (await NowAsync(last, cancellationToken).ConfigureAwait(false) is { } now)
        {
            points.Add(last, now.At, now.Equity, "now");
        }
    }

    // A chart without its last point is better than none.
    private async ValueTask<OpenDay?> NowAsync(LocalDate date, CancellationToken cancellationToken)
    {
        if (date != NewYork.DateOf(clock.Now()))
        {
            return null;
        }

        try
        {
            return await today.ReadAsync(date, cancellationToken).ConfigureAwait(false);
        }
        catch (MarketDataException)
        {
            return null;
        }
    }

    private sealed class Series
    {
        private readonly List<EquityPoint> points = [];
        private Drawdown? fall;

        public IReadOnlyList<EquityPoint> All => points;

        public void Add(LocalDate date, Instant? at, decimal equity, string source)
        {
            fall = (fall ?? Drawdown.From(equity)).Then(equity);
            points.Add(new EquityPoint(date, at, equity, fall.Now, fall.Percent, source));
        }
    }
}
