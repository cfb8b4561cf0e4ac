using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Journal;
using Trading.Orders;
using Trading.Risk.Limits;
using Trading.Time;

namespace Trading.Operations.Invariants;

/// <summary>Gathers the facts of a day from the books, the journal and the broker. To be asked after the day's close and before the next day trades.</summary>
public sealed class DayFactsReader(
    IBroker broker, OrderBook book, FillBook fills, DayBooks days, JournalReader journal, JournalCheck check, RunLedger ledger, Alerts alerts, LimitsBook limits)
{
    private static readonly LocalDate Beginning = new(1990, 1, 1);
    private static readonly LineFilter Control = JournalRaw.OfKinds("kill-escalated", "kill-released", "gate-changed");
    private Known known = new(Beginning, DeskState.Initial);

    /// <summary>The facts of one New York date. The journal is checked from that date on.</summary>
    /// <exception cref="BrokerException">The broker could not be read.</exception>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public async ValueTask<DayFacts> ReadAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var (from, until) = (NewYork.StartOf(date), NewYork.StartOf(date.PlusDays(1)));
        var before = await StateBeforeAsync(date, cancellationToken).ConfigureAwait(false);
        var events = await EventsAsync(date, cancellationToken).ConfigureAwait(false);
        var start = await days.StartOfAsync(date, cancellationToken).ConfigureAwait(false);
        var told = await broker.FillsAsync(from, cancellationToken).ConfigureAwait(false);
        return new DayFacts
        {
            Date = date,
            Session = ExchangeCalendar.Nyse.SessionOn(date),
            Before = before,
            Events = events,
            Journal = await check.CheckAsync(date, cancellationToken).ConfigureAwait(false),
            Book = await book.LoadAsync(cancellationToken).ConfigureAwait(false),
            BrokerOrders = await broker.OrdersAsync(from, cancellationToken).ConfigureAwait(false),
            BrokerFills = [.. told.Where(fill => fill.At < until)],
            BrokerPositions = await broker.PositionsAsync(cancellationToken).ConfigureAwait(false),
            BrokerCash = (await broker.AccountAsync(cancellationToken).ConfigureAwait(false)).Cash,
            Fills = await fills.OnAsync(date, cancellationToken).ConfigureAwait(false),
            Start = start,
            FillsSinceStart = await fills.BetweenAsync(await FirstOpenAsync(start, date, cancellationToken).ConfigureAwait(false), date, cancellationToken).ConfigureAwait(false),
            Close = await days.CloseOfAsync(date, cancellationToken).ConfigureAwait(false),
            Runs = await ledger.OnAsync(date, cancellationToken).ConfigureAwait(false),
            Alerts = await alerts.OnAsync(date, cancellationToken).ConfigureAwait(false),
            Limits = before.Limits ?? await limits.CurrentAsync(cancellationToken).ConfigureAwait(false),
        };
    }

    // Kill switch and gates as the journal of the days before leaves them. What is remembered ends before the date: the date itself may not be over.
    private async ValueTask<DeskState> StateBeforeAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var (through, state) = known.Through < date ? known : new Known(Beginning, DeskState.Initial);
        await foreach (var one in journal.WhereAsync(through.PlusDays(1), date.PlusDays(-1), Control, cancellationToken).ConfigureAwait(false))
        {
            state = ControlInvariants.After(state, one);
        }

        known = new Known(date.PlusDays(-1), state);
        return state;
    }

    private async ValueTask<LocalDate> FirstOpenAsync(DayStart? start, LocalDate date, CancellationToken cancellationToken) =>
        start?.Date?.PlusDays(1) ?? (await days.OpeningAsync(cancellationToken).ConfigureAwait(false))?.Date ?? date;

    private async ValueTask<List<JournalEvent>> EventsAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var events = new List<JournalEvent>();
        await foreach (var one in journal.OnAsync(date, cancellationToken).ConfigureAwait(false))
        {
            events.Add(one);
        }

        return events;
    }

    private sealed record Known(LocalDate Through, DeskState State);
}
