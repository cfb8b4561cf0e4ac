using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Storage;
using Trading.Time;

namespace Trading.Accounting;

/// <summary>The books of a date as they stand at a moment: as if it closed at the newest prices.</summary>
/// <param name="At">The moment, UTC.</param>
/// <param name="Books">The books, by what is booked: an execution of the last minute may still be missing in them.</param>
/// <param name="Trips">What was closed on the date, in time order.</param>
/// <param name="OpeningEquity">Equity at the close before, or when the books were opened.</param>
/// <param name="Account">The account as the broker told it at that moment; null when it was not or could not be asked.</param>
public sealed record OpenDay(Instant At, DayClose Books, IReadOnlyList<RoundTrip> Trips, decimal OpeningEquity, BrokerAccount? Account)
{
    /// <summary>
    /// What the account is worth: the broker's word, which knows every execution; of a closed day, or when the broker could not be asked, our books'.
    /// Cash of one and shares of the other are not added up: between the two an execution would be missing or count twice.
    /// </summary>
    public decimal Equity => Account?.Equity ?? Books.Equity;

    /// <summary>Whose word <see cref="Equity"/> is: <c>broker</c> or <c>books</c>.</summary>
    public string EquitySource => Account is null ? "books" : "broker";
}

/// <summary>Reads a date that is not closed: the lots it began with, its executions so far, the newest prices.</summary>
public sealed class OpenDayReader(IBroker broker, IMarketData market, FillBook fills, DayBooks days, TimeProvider clock)
{
    /// <summary>The date as it stands now; null while the books have not been opened.</summary>
    /// <exception cref="MarketDataException">The newest prices could not be read.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<OpenDay?> ReadAsync(LocalDate date, CancellationToken cancellationToken)
    {
        if (await StartAsync(date, cancellationToken).ConfigureAwait(false) is not { } start)
        {
            return null;
        }

        var booked = await fills.OnAsync(date, cancellationToken).ConfigureAwait(false);
        var ledger = FifoLedger.Run(start.Lots, booked);
        var prices = await ClosingPrices.NewestAsync(market, ledger.OpenLots, cancellationToken).ConfigureAwait(false);
        var (books, _) = DayCloser.Close(date, start, booked, prices, null);
        var opening = await OpeningEquityAsync(start, cancellationToken).ConfigureAwait(false);
        return new OpenDay(clock.Now(), books, RoundTrip.Of(ledger.Matches), opening, await AccountAsync(cancellationToken).ConfigureAwait(false));
    }

    /// <summary>The same facts of a date whose books are closed.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<OpenDay> OfCloseAsync(DayClose close, CancellationToken cancellationToken)
    {
        var start = await StartAsync(close.Date, cancellationToken).ConfigureAwait(false)
            ?? throw new StorageException($"the close of {close.Date:R} is kept but the books have no beginning");
        var ledger = FifoLedger.Run(start.Lots, await fills.OnAsync(close.Date, cancellationToken).ConfigureAwait(false));
        return new OpenDay(clock.Now(), close, RoundTrip.Of(ledger.Matches), await OpeningEquityAsync(start, cancellationToken).ConfigureAwait(false), null);
    }

    // Days before it whose close is missing still count.
    private async ValueTask<DayStart?> StartAsync(LocalDate date, CancellationToken cancellationToken)
    {
        if (await days.StartOfAsync(date, cancellationToken).ConfigureAwait(false) is not { } start)
        {
            return null;
        }

        var first = start.Date?.PlusDays(1) ?? (await days.OpeningAsync(cancellationToken).ConfigureAwait(false))?.Date ?? date;
        return start.After(await fills.BetweenAsync(first, date.PlusDays(-1), cancellationToken).ConfigureAwait(false));
    }

    private async ValueTask<decimal> OpeningEquityAsync(DayStart start, CancellationToken cancellationToken) =>
        start.Date is { } before && await days.CloseOfAsync(before, cancellationToken).ConfigureAwait(false) is { } close ? close.Equity : start.StartEquity;

    private async ValueTask<BrokerAccount?> AccountAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await broker.AccountAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerException)
        {
            return null;
        }
    }
}
