using Trading.Journal;
using Trading.Time;

namespace Trading.Operations.Alerting;

/// <summary>Takes the table's actions: once each time an alert is raised, journalled, and again only while it could not be taken.</summary>
public sealed class AlertActions(IEnumerable<IAlertAction> actions, AlertBook book, JournalWriter journal, TimeProvider clock)
{
    private readonly Dictionary<AlertActionKind, IAlertAction> byKind = actions.ToDictionary(action => action.Kind);

    /// <summary>Takes the action of a standing alert that has not been taken yet.</summary>
    internal async ValueTask TakeAsync(AlertRule rule, string id, CancellationToken cancellationToken)
    {
        if (!byKind.TryGetValue(rule.Action, out var action) || await book.FindAsync(id, cancellationToken).ConfigureAwait(false) is not { ActedAt: null, State: not AlertState.Resolved } alert)
        {
            return;
        }

        string done;
        try
        {
            done = await action.TakeAsync(alert, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await journal.AppendAsync("alert-action-failed", id, new { Action = rule.Action.Word(), Fault = fault.Message }, cancellationToken).ConfigureAwait(false);
            return;
        }

        var now = clock.Now();
        await book.ChangeAsync(id, standing => standing.ActedAt is null ? standing with { ActedAt = now } : null, cancellationToken).ConfigureAwait(false);
        await journal.AppendAsync("alert-action", id, new { Action = rule.Action.Word(), Result = done }, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Takes back what only an alert that is over asked for.</summary>
    internal async ValueTask ReleaseAsync(Alert alert, CancellationToken cancellationToken)
    {
        var kind = AlertTable.Of(alert.Code).Action;
        if (alert.ActedAt is not null && byKind.TryGetValue(kind, out var action)
            && await action.ReleaseAsync(alert, cancellationToken).ConfigureAwait(false) is { } done)
        {
            await journal.AppendAsync("alert-action-ended", alert.Id, new { Action = kind.Word(), Result = done }, cancellationToken).ConfigureAwait(false);
        }
    }
}
