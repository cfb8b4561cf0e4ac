using NodaTime;
using Trading.Brokers;
using Trading.Journal;
using Trading.Operations;
using Trading.Orders;
using Trading.Time;

namespace Trading.Reconciliation;

/// <summary>
/// Orders of ours about which the broker's list says nothing: sent with an unclear answer, reserved by a process that died, or open in the book and no longer listed.
/// Each is asked for by client order id. One that certainly never arrived ends as Rejected ("never arrived"), so that a new decision may be made under the next id.
/// </summary>
internal sealed class UnresolvedOrders(IBroker broker, OrderBook book, BrokerSync sync, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    /// <summary>A call may take this long; before that, nothing is missing.</summary>
    public static readonly Duration AskAfter = Duration.FromSeconds(30);

    /// <summary>The gateway takes an interrupted order up again within its next cycles; after this nobody will.</summary>
    public static readonly Duration GiveUpAfter = Duration.FromMinutes(3);

    /// <summary>An account that lost hundreds of orders must not turn one run into hundreds of calls.</summary>
    private const int MostAsked = 20;

    /// <summary>Whether any order's fate is unknown.</summary>
    public static bool Any(OrderBookView view)
    {
        foreach (var order in view.Open)
        {
            if (order.State is OrderState.Unknown or OrderState.Reserved)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Asks for what <paramref name="listed"/> leaves open; adds what changed to <paramref name="changes"/> and returns the number of failed questions.</summary>
    public async ValueTask<int> ResolveAsync(HashSet<string> listed, List<OrderChange> changes, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var missing = Missing(listed, now);
        var errors = 0;
        foreach (var order in missing.OrderBy(order => order.UpdatedAt).ThenBy(order => order.Id, StringComparer.Ordinal).Take(MostAsked))
        {
            try
            {
                await ResolveAsync(order, now, changes, cancellationToken).ConfigureAwait(false);
            }
            catch (BrokerException)
            {
                errors++;
            }
        }

        return errors;
    }

    private List<Order> Missing(HashSet<string> listed, Instant now)
    {
        var missing = new List<Order>();
        foreach (var order in book.View.Open)
        {
            if ((order.BrokerOrderId is not { } id || !listed.Contains(id)) && Instant.Max(order.SentAt ?? order.CreatedAt, order.UpdatedAt) + AskAfter <= now)
            {
                missing.Add(order);
            }
        }

        return missing;
    }

    private async ValueTask ResolveAsync(Order order, Instant now, List<OrderChange> changes, CancellationToken cancellationToken)
    {
        if (order.IsExternal)
        {
            await EndAsync(order, OrderState.Canceled, "no longer listed by the broker", now, changes, cancellationToken).ConfigureAwait(false);
            return;
        }

        var isLeg = order.Leg is not null && ClientOrderId.TryParse(order.Id) is null;
        var found = await broker.FindAsync(isLeg ? order.ParentId! : order.Id, cancellationToken).ConfigureAwait(false);
        if (found is not null)
        {
            changes.AddRange(await sync.AbsorbAsync([found], cancellationToken).ConfigureAwait(false));
        }

        if (book.View.Find(order.Id) is not { BrokerOrderId: { } id })
        {
            if (found is null && (order.SentAt ?? order.CreatedAt) + GiveUpAfter <= now)
            {
                await EndAsync(order, OrderState.Rejected, "never arrived", now, changes, cancellationToken).ConfigureAwait(false);
            }
        }
        else if (found is null || !Holds(found, id))
        {
            // The broker knew it once and shows neither it nor its end.
            await EndAsync(order, OrderState.Canceled, "gone from the broker", now, changes, cancellationToken).ConfigureAwait(false);
            var sentence = $"{order.Id} was working at the broker and is gone: neither listed nor found; look at the account's history";
            await alerts.RaiseAsync("order-lost", AlertSeverity.Critical, order.Id, sentence, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool Holds(BrokerOrder order, string id) => order.Id == id || order.Legs.Any(leg => Holds(leg, id));

    private async ValueTask EndAsync(Order order, OrderState state, string reason, Instant now, List<OrderChange> changes, CancellationToken cancellationToken)
    {
        Order? before = null;
        var after = await book.ChangeAsync(order.Id, row => OrderStateMachine.Move(before = row, state, reason, now), cancellationToken).ConfigureAwait(false);
        if (!ReferenceEquals(before, after))
        {
            changes.Add(new OrderChange(before, after));
            await journal.AppendAsync("order-changed", after.CorrelationId, OrderFacts.OfChange(new OrderChange(before, after)), cancellationToken).ConfigureAwait(false);
        }
    }
}
