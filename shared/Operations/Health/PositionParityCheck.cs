using NodaTime;
using Trading.Orders;
using Trading.Reconciliation;

namespace Trading.Operations.Health;

/// <summary>state = store = broker: the order book, the booked executions and the broker's positions say the same, and were compared lately.</summary>
public sealed class PositionParityCheck(PositionsStore positions, OrderBook book) : IHealthCheck
{
    private static readonly Duration Settled = Duration.FromMinutes(5);
    private static readonly Duration Old = Duration.FromMinutes(5);

    /// <inheritdoc/>
    public string Name => "positions";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        var snapshot = await positions.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (snapshot is null)
        {
            return round.IsInSession(Settled) ? CheckResult.Unhealthy(Name, "positions were never compared") : CheckResult.Healthy(Name, "positions were not compared yet");
        }

        var confirmed = snapshot.Differences.Where(difference => difference.IsConfirmed).ToList();
        if (confirmed.Count > 0)
        {
            var sentence = string.Join(", ", confirmed.Select(difference => $"{difference.Symbol} {difference.Class} ours {difference.Book} broker {difference.Broker}"));
            return confirmed.Exists(difference => difference.Class == DifferenceClass.Side) ? CheckResult.Unhealthy(Name, sentence) : CheckResult.Degraded(Name, sentence);
        }

        var age = round.Now - snapshot.At;
        return round.IsInSession(Settled) && age > Old
            ? CheckResult.Degraded(Name, $"positions were last compared {(int)age.TotalMinutes} minutes ago")
            : await BookAsync(snapshot, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<CheckResult> BookAsync(PositionsSnapshot snapshot, CancellationToken cancellationToken)
    {
        var view = await book.LoadAsync(cancellationToken).ConfigureAwait(false);
        foreach (var position in snapshot.Positions)
        {
            // What changed since the snapshot is for the next one.
            var isNews = view.Orders.Any(order => order.Symbol == position.Symbol && order.UpdatedAt + Duration.FromMinutes(2) >= snapshot.At);
            if (!isNews && position.Ours != 0 && view.Owned(position.Symbol) != position.Ours)
            {
                return CheckResult.Degraded(Name, $"{position.Symbol}: our orders leave {view.Owned(position.Symbol)}, our executions {position.Ours}");
            }
        }

        return CheckResult.Healthy(Name, $"{snapshot.Positions.Count} positions agree");
    }
}
