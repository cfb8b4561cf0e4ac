using System.Text.Json;
using NodaTime;
using Trading.Brokers;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Storage;
using Trading.Time;

namespace Trading.Accounting;

/// <summary>
/// Closes days: from the newest close that stands to the date asked for, so that a day whose close was missed, or taken back by a late execution, is closed on the way.
/// Closing a day again with the same facts writes the same and journals nothing.
/// </summary>
public sealed class BookKeeper(IBroker broker, FillBook fills, DayBooks days, IMarketData market, JournalWriter journal, Alerts alerts)
{
    private const decimal SmallestDollar = 0.005m;

    /// <summary>The first New York date that is not closed, or <paramref name="date"/> itself when it is to be closed again.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<LocalDate> FirstUnclosedAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var standing = await days.StandingAsync(cancellationToken).ConfigureAwait(false);
        var opening = standing is null ? await days.OpeningAsync(cancellationToken).ConfigureAwait(false) : null;
        return LocalDate.Min(date, standing?.PlusDays(1) ?? opening?.Date ?? date);
    }

    /// <summary>Closes every day up to and including <paramref name="date"/> and returns the last one.</summary>
    /// <exception cref="InvalidOperationException">The books have not been opened: no reconcile has ever been done.</exception>
    /// <exception cref="BrokerException">The account could not be read.</exception>
    /// <exception cref="MarketDataException">The closing prices could not be read.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<DayClose> CloseThroughAsync(LocalDate date, string correlation, CancellationToken cancellationToken)
    {
        // Days after the one that is closed again rest on it.
        await days.ReopenAsync(date.PlusDays(1), cancellationToken).ConfigureAwait(false);
        var cash = (await broker.AccountAsync(cancellationToken).ConfigureAwait(false)).Cash;
        for (var day = await FirstUnclosedAsync(date, cancellationToken).ConfigureAwait(false); day < date; day = day.PlusDays(1))
        {
            var booked = await fills.OnAsync(day, cancellationToken).ConfigureAwait(false);
            if (booked.Count > 0 || ExchangeCalendar.Nyse.IsSession(day))
            {
                await CloseAsync(day, booked, null, correlation, cancellationToken).ConfigureAwait(false);
            }
        }

        return await CloseAsync(date, await fills.OnAsync(date, cancellationToken).ConfigureAwait(false), cash, correlation, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<DayClose> CloseAsync(LocalDate date, IReadOnlyList<BookedFill> booked, decimal? cash, string correlation, CancellationToken cancellationToken)
    {
        var start = await days.StartOfAsync(date, cancellationToken).ConfigureAwait(false)
            ?? throw new InvalidOperationException("the books have not been opened: no reconcile has been done yet");
        var held = FifoLedger.Run(start.Lots, booked).OpenLots;
        var closing = await ClosingPrices.ReadAsync(market, date, held, cancellationToken).ConfigureAwait(false);
        var (close, lots) = DayCloser.Close(date, start, booked, closing, cash);
        var before = await days.CloseOfAsync(date, cancellationToken).ConfigureAwait(false);

        // Told before it is kept: a process that dies in between tells twice, never not at all.
        if (before is null || JsonOf(before) != JsonOf(close))
        {
            await journal.AppendAsync(before is null ? "day-closed" : "day-restated", correlation, FactsOf(close), cancellationToken).ConfigureAwait(false);
        }

        await days.SaveAsync(close, lots, cancellationToken).ConfigureAwait(false);
        await AlertAsync(close, cancellationToken).ConfigureAwait(false);
        return close;
    }

    private async ValueTask AlertAsync(DayClose close, CancellationToken cancellationToken)
    {
        if (Math.Abs(close.Unexplained) > SmallestDollar)
        {
            var sentence = $"{close.Date:R}: cash and holdings are {Dollars.WithSign(close.Unexplained)} beside start + realized + unrealized - fees; look for deposits, dividends, fees or a missed execution";
            await alerts.RaiseAsync("pnl-unexplained", AlertSeverity.Critical, close.Date.ToString("R", null), sentence, cancellationToken).ConfigureAwait(false);
        }

        foreach (var sell in close.Unmatched)
        {
            var sentence = $"{sell.Quantity} {sell.Symbol} were sold by {sell.OrderId} without a lot: no profit is booked for them";
            await alerts.RaiseAsync("sold-without-lot", AlertSeverity.Critical, sell.Symbol.ToString(), sentence, cancellationToken).ConfigureAwait(false);
        }

        foreach (var symbol in close.StalePrices)
        {
            var sentence = $"{symbol} has no bar on {close.Date:R}: it is valued at its newest price before, or at cost";
            await alerts.RaiseAsync("price-stale", AlertSeverity.Warning, symbol.ToString(), sentence, cancellationToken).ConfigureAwait(false);
        }
    }

    private static string JsonOf(DayClose close) => JsonSerializer.Serialize(close, TradingJson.Options);

    private static object FactsOf(DayClose close) => new
    {
        close.Date,
        close.Summary.Realized,
        close.Summary.Unrealized,
        close.Summary.Fees,
        close.Summary.Total,
        close.Summary.Trades,
        close.Summary.Wins,
        close.Summary.Losses,
        close.Summary.WinRate,
        close.Summary.MaxDrawdown,
        close.Summary.Volume,
        Cash = close.ObservedCash ?? close.BookCash,
        close.Holdings,
        close.Equity,
        close.Unexplained,
        Positions = close.Positions.Count,
    };
}
