using Trading.Orders;

namespace Trading.Execution.Requests;

/// <summary>Cancels orders of ours for a person, one after the other, and tells of each. Somebody else's orders are never among them.</summary>
public sealed class OrderCancels(OrderBook book, OrderGateway gateway)
{
    /// <summary>Cancels our working entries and exits, and with <paramref name="protective"/> also the stops and targets that protect what is held.</summary>
    /// <exception cref="Storage.StorageException">The store could not answer; some cancels may have been sent.</exception>
    public async Task<IReadOnlyList<CancelLine>> AllAsync(bool protective, string who, string why, CancellationToken cancellationToken)
    {
        var view = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        return await CancelAsync([.. view.Open.Where(order => !order.IsExternal && (OrderRoles.IsPending(order) || (protective && !Sleeps(order, view))))], who, why, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cancels our working entries.</summary>
    /// <exception cref="Storage.StorageException">The store could not answer; some cancels may have been sent.</exception>
    public async Task<IReadOnlyList<CancelLine>> EntriesAsync(string who, string why, CancellationToken cancellationToken)
    {
        var view = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        return await CancelAsync([.. view.Open.Where(order => order is { Purpose: OrderPurpose.Entry, IsExternal: false })], who, why, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cancels the given orders of ours.</summary>
    internal async Task<IReadOnlyList<CancelLine>> CancelAsync(IReadOnlyList<Order> orders, string who, string why, CancellationToken cancellationToken)
    {
        var lines = new List<CancelLine>(orders.Count);
        var brackets = new HashSet<string>(StringComparer.Ordinal);
        foreach (var order in orders)
        {
            // A bracket's legs go together.
            var goesWithOther = order is { Leg: not null, ParentId: { } bracket } && brackets.Contains(bracket);
            var result = goesWithOther ? null : await gateway.CancelAsync(order, $"asked for by {who}: {why}", cancellationToken).ConfigureAwait(false);
            lines.Add(new CancelLine(
                order.Id, order.Symbol.ToString(), OrderRoles.Word(order), book.Find(order.Id)?.State ?? order.State, result is null or { Outcome: GatewayOutcome.Sent } ? null : result.Sentence));
            if (order is { Leg: not null, ParentId: { } parent } && result?.Outcome == GatewayOutcome.Sent)
            {
                brackets.Add(parent);
            }
        }

        return lines;
    }

    // A leg sleeps until its entry is filled, and goes with it.
    private static bool Sleeps(Order order, OrderBookView view) => order is { Leg: not null, ParentId: { } parent } && view.Find(parent) is { IsOpen: true };
}
