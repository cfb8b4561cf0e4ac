using Trading.Journal;
using Trading.Time;

namespace Trading.Operations.Alerting;

/// <summary>What people say to alerts.</summary>
public sealed class AlertDesk(AlertBook book, JournalWriter journal, TimeProvider clock)
{
    /// <summary>Answers an alert: from now on somebody looks after it and nobody else is called.</summary>
    /// <returns>The alert as it then stands; null when there is none of that id, it was answered already, or it is over.</returns>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public async ValueTask<Alert?> AcknowledgeAsync(string id, string who, string? note, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var answered = await book.ChangeAsync(
            id,
            alert => alert.State is AlertState.Open or AlertState.Silenced
                ? alert with { State = AlertState.Acknowledged, AcknowledgedBy = who, AcknowledgedAt = now, Note = note, Silence = null, NextEscalationAt = null }
                : null,
            cancellationToken).ConfigureAwait(false);
        if (answered is not null)
        {
            await journal.AppendAsync("alert-acknowledged", id, new { answered.Code, answered.Subject, Who = who, Note = note }, cancellationToken).ConfigureAwait(false);
        }

        return answered;
    }
}
