using NodaTime;
using Trading.Accounting.Kpis;
using Trading.Journal;
using Trading.Market;
using Trading.Storage;
using Trading.Time;

namespace Trading.Accounting.Pnl;

/// <summary>Tells the profit and loss of any date: a closed one from its books, today's at the newest prices; and why it is zero when it is.</summary>
/// <exception cref="StorageException">Thrown by each call when the store cannot answer.</exception>
public sealed class PnlReader(DayBooks days, OpenDayReader open, KpiBook kpis, JournalReader journal, PnlRecompute recompute, TimeProvider clock)
{
    // The reason of a zero is looked for in the journal: not for each day of a year.
    private const int MostReasons = 31;

    /// <summary>One date.</summary>
    /// <param name="date">The New York date.</param>
    /// <param name="again">Whether to compute it again from the journal, all of which is then read.</param>
    /// <param name="cancellationToken">Cancels the reads.</param>
    public async ValueTask<PnlDay> OnAsync(LocalDate date, bool again, CancellationToken cancellationToken)
    {
        var told = again ? await recompute.ReadAsync(cancellationToken).ConfigureAwait(false) : null;
        return await WithReasonAsync(await CompareAsync(date, told, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The dates from <paramref name="first"/> to <paramref name="last"/>, both included, as far as they have books; each with its reason when they are at most 31.</summary>
    public async ValueTask<PnlSpan> BetweenAsync(LocalDate first, LocalDate last, bool again, CancellationToken cancellationToken)
    {
        var told = again ? await recompute.ReadAsync(cancellationToken).ConfigureAwait(false) : null;
        var withReasons = Period.DaysBetween(first, last) < MostReasons;
        var list = new List<PnlDay>();
        for (var date = first; date <= last; date = date.PlusDays(1))
        {
            if (await CompareAsync(date, told, cancellationToken).ConfigureAwait(false) is { Pnl: not null } day)
            {
                list.Add(withReasons ? await WithReasonAsync(day, cancellationToken).ConfigureAwait(false) : day);
            }
        }

        var (realized, fees) = (list.Sum(day => day.Pnl!.Summary.Realized), list.Sum(day => day.Pnl!.Summary.Fees));
        var change = list.Count == 0 ? null : list[^1].Equity?.Value - await EquityBeforeAsync(list[0], cancellationToken).ConfigureAwait(false);
        var isZero = list.Count > 0 && list.TrueForAll(day => WhyZero.IsZero(day.Pnl!.Summary.Total));
        var why = isZero ? (await WithReasonAsync(list[^1], cancellationToken).ConfigureAwait(false)).Why : null;
        var reason = list.Count == 0 ? "no books of these days are closed" : null;
        var text = new PnlSpanText(Dollars.WithSign(realized), Dollars.WithSign(-fees), change is { } dollars ? Dollars.WithSign(dollars) : null);
        return new PnlSpan(first, last, list.Count, list, realized, fees, change, text, why, reason);
    }

    private async ValueTask<PnlDay> CompareAsync(LocalDate date, JournalFills? told, CancellationToken cancellationToken)
    {
        var day = await ReadAsync(date, cancellationToken).ConfigureAwait(false);
        return day.Pnl is not { } books ? day : day with
        {
            Text = PnlText.Of(books.Summary),
            Recomputed = told is null ? null : await recompute.CompareAsync(books, told, cancellationToken).ConfigureAwait(false),
        };
    }

    private async ValueTask<PnlDay> WithReasonAsync(PnlDay day, CancellationToken cancellationToken) => day.Pnl is { } books && WhyZero.IsZero(books.Summary.Total)
        ? day with { Why = await WhyAsync(day.Date, books, cancellationToken).ConfigureAwait(false) }
        : day;

    private async ValueTask<PnlDay> ReadAsync(LocalDate date, CancellationToken cancellationToken)
    {
        if (await days.CloseOfAsync(date, cancellationToken).ConfigureAwait(false) is { } close)
        {
            var source = close.ObservedCash is null ? "books" : "broker";
            return new PnlDay { Date = date, State = "closed", Pnl = close, Equity = new EquitySeen(close.Equity, source, null, close.BookCash) };
        }

        var now = clock.Now();
        if (NewYork.DateOf(now) != date)
        {
            return None(date, "the books of that day are not closed");
        }

        try
        {
            return await open.ReadAsync(date, cancellationToken).ConfigureAwait(false) is { } today
                ? new PnlDay { Date = date, State = "open", At = today.At, Pnl = today.Books, Equity = new EquitySeen(today.Equity, today.EquitySource, today.At, today.Books.BookCash) }
                : None(date, "the books have not been opened: no reconcile has been done yet");
        }
        catch (MarketDataException fault)
        {
            // Positions without a price are not worth nothing.
            return None(date, $"the newest prices could not be read: {fault.Message}");
        }
    }

    private PnlDay None(LocalDate date, string reason) => new() { Date = date, State = "none", Reason = reason, Why = WhyZero.WithoutSession(date, clock.Now()) };

    private async ValueTask<string> WhyAsync(LocalDate date, DayClose books, CancellationToken cancellationToken)
    {
        if (books.Summary.Trades == 0 && books.Positions.Count == 0 && WhyZero.WithoutSession(date, clock.Now()) is { } closed)
        {
            return closed;
        }

        var trace = await DayTrace.ReadAsync(journal, date, cancellationToken).ConfigureAwait(false);
        var kept = await kpis.OnAsync(date, cancellationToken).ConfigureAwait(false);
        return WhyZero.Of(books.Summary, books.Positions.Count, trace, kept.Select(kpi => kpi.EntriesShut).FirstOrDefault(WhyZero.IsUnusual));
    }

    private async ValueTask<decimal?> EquityBeforeAsync(PnlDay first, CancellationToken cancellationToken)
    {
        var start = await days.StartOfAsync(first.Date, cancellationToken).ConfigureAwait(false);
        return start?.Date is { } before ? (await days.CloseOfAsync(before, cancellationToken).ConfigureAwait(false))?.Equity : start?.StartEquity;
    }
}
