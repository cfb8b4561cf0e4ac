using NodaTime;
using Trading.Brokers;
using Trading.Time;

namespace Trading.Operations.Integrity;

/// <summary>What the broker tells of one New York date.</summary>
/// <param name="From">The beginning of the date, UTC.</param>
/// <param name="Fills">Its executions.</param>
/// <param name="Orders">Its orders one by one, legs among them.</param>
/// <param name="Positions">What it holds.</param>
/// <param name="IsStill">Whether no execution came while it was read.</param>
internal sealed record BrokerDay(Instant From, IReadOnlyList<BrokerFill> Fills, IReadOnlyList<BrokerOrder> Orders, IReadOnlyList<BrokerPosition> Positions, bool IsStill)
{
    /// <exception cref="BrokerException">It could not be read: that is no account without orders.</exception>
    public static async ValueTask<BrokerDay> ReadAsync(IBroker broker, LocalDate date, CancellationToken cancellationToken)
    {
        var from = NewYork.StartOf(date);
        var before = await broker.FillsAsync(from, cancellationToken).ConfigureAwait(false);
        var orders = await broker.OrdersAsync(from, cancellationToken).ConfigureAwait(false);
        var positions = await broker.PositionsAsync(cancellationToken).ConfigureAwait(false);
        var after = await broker.FillsAsync(from, cancellationToken).ConfigureAwait(false);
        return new BrokerDay(from, after, [.. orders.SelectMany(WithLegs)], positions, before.Count == after.Count);
    }

    private static IEnumerable<BrokerOrder> WithLegs(BrokerOrder order) => order.Legs.SelectMany(WithLegs).Prepend(order);
}
