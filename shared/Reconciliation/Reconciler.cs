using System.Collections.Concurrent;
using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Journal;
using Trading.Operations;
using Trading.Operations.Telemetry;
using Trading.Orders;
using Trading.Storage;
using Trading.Time;

namespace Trading.Reconciliation;

/// <summary>
/// Our books against the broker's: takes in what the broker says of orders and executions since a kept cursor (with an overlap, so that late news is found), asks for orders whose
/// fate is unknown, and compares positions. It never submits, replaces or cancels. Run twice over the same news it changes nothing the second time.
/// </summary>
public sealed class Reconciler
{
    private readonly IBroker broker;
    private readonly OrderBook book;
    private readonly DayBooks days;
    private readonly Alerts alerts;
    private readonly TimeProvider clock;
    private readonly BrokerSync sync;
    private readonly CursorStore cursors;
    private readonly FillBooking booking;
    private readonly UnresolvedOrders unresolved;
    private readonly BooksOpening opening;
    private readonly PositionReconcile positions;
    private readonly ConcurrentDictionary<string, bool> told = new(StringComparer.Ordinal);

    /// <summary>A reconciler of one account.</summary>
    public Reconciler(
        IBroker broker, OrderBook book, FillBook fills, DayBooks days, IRecords records, KillSwitch kill, JournalWriter journal, Alerts alerts, TimeProvider clock)
    {
        (this.broker, this.book, this.days, this.alerts, this.clock) = (broker, book, days, alerts, clock);
        sync = new BrokerSync(book, journal, clock);
        cursors = new CursorStore(records, broker.Account);
        booking = new FillBooking(book, fills, days, journal, alerts);
        unresolved = new UnresolvedOrders(broker, book, sync, journal, alerts, clock);
        opening = new BooksOpening(broker, fills, days, journal, alerts, clock);
        positions = new PositionReconcile(broker, fills, days, new PositionsStore(records, broker.Account), kill, journal, alerts, clock);
    }

    /// <summary>One reconcile.</summary>
    /// <param name="withPositions">Compares positions too.</param>
    /// <param name="correlation">What the run's own events are filed under; those of orders and executions are filed under theirs.</param>
    /// <param name="cancellationToken">Cancels between the steps; a repeat takes up the rest.</param>
    /// <exception cref="BrokerException">Orders, executions or positions could not be fetched. What was fetched before is in the books; what was not is left as it is.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async Task<ReconcileReport> RunAsync(bool withPositions, string correlation, CancellationToken cancellationToken)
    {
        var startOfDay = NewYork.StartOf(NewYork.DateOf(clock.Now()));
        var cursor = await cursors.ReadAsync(startOfDay, cancellationToken).ConfigureAwait(false);
        var report = await RunAsync(cursor, cursor.FillsSince, cursor.OrdersSince, withPositions, correlation, cancellationToken).ConfigureAwait(false);

        // A difference that has just been confirmed can be an execution that was told too late for the overlap.
        return report.Differences.Any(difference => difference.Looks == 2)
            ? await BackfillAsync(await UnclosedAsync(startOfDay, cancellationToken).ConfigureAwait(false), correlation, cancellationToken).ConfigureAwait(false)
            : report;
    }

    /// <summary>One reconcile, positions included, that goes back to the beginning of the New York date <paramref name="from"/> whatever the cursor says.</summary>
    /// <exception cref="BrokerException">Orders, executions or positions could not be fetched.</exception>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async Task<ReconcileReport> BackfillAsync(LocalDate from, string correlation, CancellationToken cancellationToken)
    {
        var start = NewYork.StartOf(from);
        var cursor = await cursors.ReadAsync(start, cancellationToken).ConfigureAwait(false);
        return await RunAsync(
            cursor, Instant.Min(start, cursor.FillsSince), Instant.Min(start, cursor.OrdersSince), withPositions: true, correlation, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Whether an order's fate is unknown, so that a reconcile is due outside the session too.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<bool> HasUnresolvedAsync(CancellationToken cancellationToken) =>
        UnresolvedOrders.Any(await book.LoadAsync(cancellationToken).ConfigureAwait(false));

    private async Task<ReconcileReport> RunAsync(
        ReconcileCursor cursor, Instant fillsSince, Instant ordersSince, bool withPositions, string correlation, CancellationToken cancellationToken)
    {
        using var span = DeskSpans.Reconcile(correlation);

        // In this order each execution's order is in the list that follows it, and each of our orders in that list has its row: rows are reserved before the broker is called.
        var executed = await broker.FillsAsync(fillsSince, cancellationToken).ConfigureAwait(false);
        var seen = await broker.OrdersAsync(ordersSince, cancellationToken).ConfigureAwait(false);
        var before = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        var changes = new List<OrderChange>(await sync.AbsorbAsync(seen, cancellationToken).ConfigureAwait(false));
        var errors = await unresolved.ResolveAsync(IdsOf(seen), changes, cancellationToken).ConfigureAwait(false);
        await TellExternalAsync(NewYork.DateOf(clock.Now()), cancellationToken).ConfigureAwait(false);
        DeskMeters.ReconcileFailedFor(errors);
        var (booked, through) = await booking.BookAsync(executed, cancellationToken).ConfigureAwait(false);
        var next = cursor.AfterOrders(seen, clock.Now()).AfterFills(through, clock.Now());
        if (next != cursor)
        {
            await cursors.SaveAsync(next, cancellationToken).ConfigureAwait(false);
        }

        var balance = await opening.EnsureAsync(fillsSince, correlation, cancellationToken).ConfigureAwait(false);
        var differences = withPositions && balance is not null
            ? await positions.LookAsync(balance, correlation, cancellationToken).ConfigureAwait(false)
            : [];
        span.Ended(TelemetryWords.Done);
        return ReconcileReport.Of(before, changes, booked, errors, differences);
    }

    private static HashSet<string> IdsOf(IReadOnlyList<BrokerOrder> orders)
    {
        var ids = new HashSet<string>(orders.Count, StringComparer.Ordinal);
        Add(orders, ids);
        return ids;

        static void Add(IReadOnlyList<BrokerOrder> orders, HashSet<string> ids)
        {
            for (var i = 0; i < orders.Count; i++)
            {
                ids.Add(orders[i].Id);
                Add(orders[i].Legs, ids);
            }
        }
    }

    private async ValueTask TellExternalAsync(LocalDate today, CancellationToken cancellationToken)
    {
        // Whoever saw it first. One alert a symbol and day: an account full of others' orders is one fact, not a storm.
        foreach (var order in book.View.Orders)
        {
            if (order.IsExternal && NewYork.DateOf(order.CreatedAt) == today && told.TryAdd(order.Id, true))
            {
                var sentence = $"{order.Side} {order.Quantity} {order.Symbol} ({order.Id}) is not in our book ({order.Reason}): shown and counted, never touched";
                await alerts.RaiseAsync("order-external", AlertSeverity.Warning, order.Symbol.ToString(), sentence, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<LocalDate> UnclosedAsync(Instant startOfDay, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(startOfDay);
        var start = await days.StartOfAsync(today, cancellationToken).ConfigureAwait(false);
        return LocalDate.Min(today, start?.Date?.PlusDays(1) ?? today);
    }
}
