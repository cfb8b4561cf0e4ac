using Trading.Brokers;
using Trading.Orders;

namespace Trading.Execution;

/// <summary>Looks at one order again at the broker: a cancel says that it was taken, not that it is through, and nothing of the other leg.</summary>
internal sealed class OrderLook(IBroker broker, OrderBook book, BrokerSync sync)
{
    /// <summary>Whether an order certainly works no longer. Legs are known by their parent.</summary>
    public async ValueTask<bool> IsGoneAsync(Order order, CycleLog log, CancellationToken cancellationToken)
    {
        try
        {
            if (await broker.FindAsync(order is { Leg: not null, ParentId: { } parent } ? parent : order.Id, cancellationToken).ConfigureAwait(false) is { } found)
            {
                await sync.AbsorbAsync([found], cancellationToken).ConfigureAwait(false);
            }
        }
        catch (BrokerException fault)
        {
            log.Fault($"{order.Id} could not be looked at: {fault.Message}");
        }

        return book.Find(order.Id) is not { IsOpen: true };
    }
}
