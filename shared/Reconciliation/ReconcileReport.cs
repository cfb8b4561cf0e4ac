using Trading.Orders;

namespace Trading.Reconciliation;

/// <summary>What one reconcile found and did.</summary>
/// <param name="PendingFound">Orders of ours that could still trade when it began.</param>
/// <param name="Updated">Orders of ours that changed or were new to the book.</param>
/// <param name="BecameTerminal">Those among them that could trade before and cannot any more.</param>
/// <param name="Unchanged">Pending orders without news.</param>
/// <param name="Closed">Exits that were filled completely.</param>
/// <param name="FillsBooked">Executions new to the books.</param>
/// <param name="External">Orders of others seen for the first time.</param>
/// <param name="Errors">Orders that could not be asked for; each is asked again at the next run.</param>
/// <param name="Differences">Positions in which our books and the broker disagree; empty when positions were not looked at.</param>
public sealed record ReconcileReport(
    int PendingFound,
    int Updated,
    int BecameTerminal,
    int Unchanged,
    int Closed,
    int FillsBooked,
    int External,
    int Errors,
    IReadOnlyList<PositionDifference> Differences)
{
    /// <summary>The one-line result of a run.</summary>
    public override string ToString() =>
        $"{PendingFound} pending, {Updated} updated, {BecameTerminal} ended, {FillsBooked} fills booked, {External} external, {Errors} errors, {Differences.Count} differences";

    internal static ReconcileReport Of(OrderBookView before, IReadOnlyList<OrderChange> changes, int fillsBooked, int errors, IReadOnlyList<PositionDifference> differences)
    {
        var pending = before.Open.Count(order => !order.IsExternal);
        var ours = changes.Where(change => !change.After.IsExternal).ToList();
        var touched = ours.Where(change => change.Before is { IsOpen: true }).Select(change => change.After.Id).Distinct(StringComparer.Ordinal).Count();
        return new ReconcileReport(
            pending,
            ours.Select(change => change.After.Id).Distinct(StringComparer.Ordinal).Count(),
            ours.Count(change => change.Before is { IsOpen: true } && !change.After.IsOpen),
            Math.Max(0, pending - touched),
            ours.Count(change => change.After is { State: OrderState.Filled, Purpose: not OrderPurpose.Entry } && change.Before?.State != OrderState.Filled),
            fillsBooked,
            changes.Count(change => change is { Before: null, After.IsExternal: true }),
            errors,
            differences);
    }
}
