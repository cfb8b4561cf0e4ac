using Trading.Orders;
using Trading.Time;

namespace Trading.Operations.Readings;

/// <summary>For how long the fate of each order has been unknown, in seconds.</summary>
public sealed class OrderReadings(OrderBook book, TimeProvider clock) : IReadingSource
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var view = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        List<Reading>? unknown = null;
        foreach (var order in view.Open)
        {
            if (order.State is OrderState.Unknown or OrderState.Reserved)
            {
                var age = (decimal)Math.Max(0, Math.Floor((now - (order.SentAt ?? order.CreatedAt)).TotalSeconds));
                (unknown ??= []).Add(new Reading("order_unknown_seconds", age, order.Id, $"the fate of {order.Id} has been unknown for {age} s"));
            }
        }

        return unknown ?? (IReadOnlyList<Reading>)[];
    }
}
