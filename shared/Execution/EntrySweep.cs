using Trading.Orders;

namespace Trading.Execution;

/// <summary>
/// Takes back entries that are still working when the day is over. The loop does so at the cutoff; this is for the day on which it died after it:
/// an entry that rests over night would be filled at the open, before anybody has looked.
/// </summary>
public sealed class EntrySweep(OrderBook book, OrderGateway gateway)
{
    /// <summary>Asks the broker to cancel our working entries; somebody else's orders, and exits, are left alone.</summary>
    /// <returns>How many were asked for. What is refused or unclear is seen by the reconcile that follows.</returns>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var working = (await book.LoadAsync(cancellationToken).ConfigureAwait(false)).Open
            .Where(order => order is { Purpose: OrderPurpose.Entry, IsExternal: false, BrokerOrderId: not null })
            .ToList();
        foreach (var entry in working)
        {
            await gateway.CancelAsync(entry, "unfilled at the end of the day", cancellationToken).ConfigureAwait(false);
        }

        return working.Count;
    }
}
