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
        return await CancelAsync([.. view.Open.Where(order => !order.IsExternal && (protective || !OrderRoles.IsProtective(order)))], who, why, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Cancels the given orders of ours.</summary>
    internal async Task<IReadOnlyList<CancelLine>> CancelAsync(IReadOnlyList<Order> orders, string who, string why, CancellationToken cancellationToken)
    {
        var lines = new List<CancelLine>(orders.Count);
        foreach (var order in orders)
        {
            // The other leg of a bracket, or the legs of an entry, may have gone with the one before.
            if (book.Find(order.Id) is { IsOpen: true } present)
            {
                var result = await gateway.CancelAsync(present, $"asked for by {who}: {why}", cancellationToken).ConfigureAwait(false);
                lines.Add(LineOf(present, result.Outcome == GatewayOutcome.Sent ? null : result.Sentence));
            }
            else
            {
                lines.Add(LineOf(order, null));
            }
        }

        return lines;
    }

    private CancelLine LineOf(Order order, string? why) =>
        new(order.Id, order.Symbol.ToString(), OrderRoles.Word(order), book.Find(order.Id)?.State ?? order.State, why);
}
