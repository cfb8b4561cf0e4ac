using NodaTime;
using Trading.Journal;
using Trading.Operations.Alerting;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations;

/// <summary>
/// Raises alerts: recorded and journalled before anybody is told, once a New York date for each code and subject, and once more each time it comes back after it was resolved.
/// An alert of an earlier date that still stands is followed by the new one.
/// </summary>
public sealed class Alerts(IRecords records, JournalWriter journal, INotifier notifier, TimeProvider clock, Courier? courier = null)
{
    private readonly AlertBook book = new(records);
    private readonly Silences silences = new(records, new AlertBook(records), journal, clock);

    /// <summary>Raises an alert; false when it was raised today already and still stands.</summary>
    /// <exception cref="StorageException">The alert could not be recorded. A notifier that fails is journalled and does not throw.</exception>
    public ValueTask<bool> RaiseAsync(string code, AlertSeverity severity, string subject, string sentence, CancellationToken cancellationToken) =>
        RaiseAsync(code, severity, subject, sentence, isTold: true, cancellationToken);

    /// <summary>The alerts raised on a New York date, by code and subject.</summary>
    public ValueTask<IReadOnlyList<Alert>> OnAsync(LocalDate date, CancellationToken cancellationToken) => book.OnAsync(date, cancellationToken);

    /// <summary>As the other, but for <paramref name="isTold"/>: an alert that says less than another one raised with it is recorded alone.</summary>
    internal async ValueTask<bool> RaiseAsync(string code, AlertSeverity severity, string subject, string sentence, bool isTold, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var id = $"{AlertKeys.Partition(NewYork.DateOf(now))}:{AlertKeys.Row(code, subject)}";
        var before = await book.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (before is { State: not AlertState.Resolved })
        {
            return false;
        }

        var rule = AlertTable.Of(code);
        var silence = await SilenceAsync(code, subject, cancellationToken).ConfigureAwait(false);
        var alert = new Alert(id, code, severity, subject, sentence, before?.At ?? now)
        {
            ReopenedAt = before is null ? null : now,
            Times = (before?.Times ?? 0) + 1,
            State = silence is null ? AlertState.Open : AlertState.Silenced,
            Silence = silence?.Id,
            NextEscalationAt = silence is null ? Escalation.First(rule.Level, now) : silence.Until,
        };
        return await RecordAsync(alert, rule, isTold && silence is null && rule.Notify.Count > 0, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends an alert that still stands; null when it is over already.</summary>
    internal async ValueTask<Alert?> ResolveAsync(string id, string why, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var resolved = await book.ChangeAsync(
            id,
            alert => alert.State == AlertState.Resolved ? null : alert with { State = AlertState.Resolved, ResolvedAt = now, Resolution = why, NextEscalationAt = null },
            cancellationToken).ConfigureAwait(false);
        if (resolved is not null)
        {
            await journal.AppendAsync("alert-resolved", id, new { resolved.Code, resolved.Subject, Why = why }, cancellationToken).ConfigureAwait(false);
        }

        return resolved;
    }

    /// <summary>Puts a message on record that nobody sends before <see cref="HandOverAsync"/> or the next round: for what must be told even when the process dies meanwhile.</summary>
    internal ValueTask PostAsync(Alert alert, string kind, IReadOnlyList<AlertParty> parties, CancellationToken cancellationToken) =>
        courier is null ? ValueTask.CompletedTask : courier.PostAsync(alert, kind, parties, cancellationToken);

    /// <summary>Has what was put on record sent soon.</summary>
    internal void Ring() => courier?.Ring();

    /// <summary>As <see cref="Ring"/>, and tells the host.</summary>
    internal async ValueTask HandOverAsync(Alert alert, CancellationToken cancellationToken)
    {
        Ring();
        try
        {
            await notifier.NotifyAsync(alert, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await journal.AppendAsync("alert-not-sent", alert.Id, new { Fault = fault.GetType().Name }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> RecordAsync(Alert alert, AlertRule rule, bool isTold, CancellationToken cancellationToken)
    {
        var earlier = await book.StandingAsync(AlertKeys.Row(alert.Code, alert.Subject), cancellationToken).ConfigureAwait(false);
        if (isTold)
        {
            // The message is on record before the alert is: a process that dies in between tells once too often, not once too few.
            await PostAsync(alert, AlertMessage.Raised, rule.Notify, cancellationToken).ConfigureAwait(false);
        }

        if (!await book.AddAsync(alert, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await journal.AppendAsync("alert-raised", alert.Id, new { alert.Code, alert.Severity, alert.Subject, alert.Sentence }, cancellationToken).ConfigureAwait(false);
        if (earlier is not null && earlier.Id != alert.Id)
        {
            await ResolveAsync(earlier.Id, $"raised again as {alert.Id}", cancellationToken).ConfigureAwait(false);
        }

        if (isTold)
        {
            await HandOverAsync(alert, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    // Silences that cannot be read silence nothing.
    private async ValueTask<Silence?> SilenceAsync(string code, string subject, CancellationToken cancellationToken)
    {
        try
        {
            return await silences.CoveringAsync(code, subject, cancellationToken).ConfigureAwait(false);
        }
        catch (StorageException)
        {
            return null;
        }
    }
}
