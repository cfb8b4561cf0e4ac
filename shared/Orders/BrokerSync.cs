using Trading.Brokers;
using Trading.Journal;
using Trading.Time;

namespace Trading.Orders;

/// <summary>One order that changed in the book.</summary>
/// <param name="Before">As it was; null when it is new to the book.</param>
/// <param name="After">As it is.</param>
public sealed record OrderChange(Order? Before, Order After);

/// <summary>
/// Brings the book up to what the broker says of its orders. An order is matched by the broker's id, then by client order id; a leg by its parent.
/// What matches nothing, in the archive either, is not ours and is kept as external. Any number of writers may run it over the same news.
/// </summary>
public sealed class BrokerSync(OrderBook book, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Takes in orders as the broker lists them, legs nested, and journals each change as <c>order-changed</c> or <c>order-external</c>.</summary>
    /// <returns>What changed, in the order given.</returns>
    /// <exception cref="Storage.StorageException">The store could not answer; a repeat takes up the rest.</exception>
    public async ValueTask<IReadOnlyList<OrderChange>> AbsorbAsync(IReadOnlyList<BrokerOrder> seen, CancellationToken cancellationToken)
    {
        var changes = new List<OrderChange>();
        foreach (var order in seen)
        {
            await TakeAsync(order, changes, cancellationToken).ConfigureAwait(false);
        }

        foreach (var change in changes)
        {
            await TellAsync(change, cancellationToken).ConfigureAwait(false);
        }

        return changes;
    }

    /// <summary>Takes in one order and its legs without journalling; adds what changed to <paramref name="changes"/>.</summary>
    internal async ValueTask TakeAsync(BrokerOrder theirs, List<OrderChange> changes, CancellationToken cancellationToken)
    {
        if (Match(theirs) is { } ours)
        {
            await ApplyAsync(ours, theirs, changes, cancellationToken).ConfigureAwait(false);
        }
        else if (await book.FindArchivedAsync(theirs.Id, cancellationToken).ConfigureAwait(false) is null)
        {
            await ApplyAsync(await AdoptAsync(theirs, changes, cancellationToken).ConfigureAwait(false), theirs, changes, cancellationToken).ConfigureAwait(false);
        }

        for (var i = 0; i < theirs.Legs.Count; i++)
        {
            await TakeAsync(theirs.Legs[i], changes, cancellationToken).ConfigureAwait(false);
        }
    }

    private Order? Match(BrokerOrder theirs) => book.FindByBroker(theirs.Id)
        ?? (book.Find(theirs.ClientOrderId) is { } named && (named.BrokerOrderId ?? theirs.Id) == theirs.Id ? named : null);

    private async ValueTask ApplyAsync(Order ours, BrokerOrder theirs, List<OrderChange> changes, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (ReferenceEquals(OrderStateMachine.Apply(ours, theirs, now), ours))
        {
            return;
        }

        Order? before = null;
        var after = await book.ChangeAsync(ours.Id, order => OrderStateMachine.Apply(before = order, theirs, now), cancellationToken).ConfigureAwait(false);
        if (!ReferenceEquals(before, after))
        {
            changes.Add(new OrderChange(before, after));
        }
    }

    private async ValueTask<Order> AdoptAsync(BrokerOrder theirs, List<OrderChange> changes, CancellationToken cancellationToken)
    {
        var row = AdoptedOrder.From(theirs, ParentOf(theirs), book.View, clock.Now());
        if (await book.ReserveAsync(row, cancellationToken).ConfigureAwait(false))
        {
            changes.Add(new OrderChange(null, row));
        }

        return book.Find(row.Id) ?? row;
    }

    private Order? ParentOf(BrokerOrder theirs) => theirs is { ParentId: { } parentId, Leg: not null } ? book.FindByBroker(parentId) : null;

    private ValueTask TellAsync(OrderChange change, CancellationToken cancellationToken)
    {
        var kind = change.Before is null && change.After.IsExternal ? "order-external" : "order-changed";
        return journal.AppendAsync(kind, change.After.CorrelationId, OrderFacts.OfChange(change), cancellationToken);
    }
}
