using NodaTime;
using Trading.Journal;
using Trading.Time;

namespace Trading.Operations.Alerting;

/// <summary>Looks after the alerts that stand: tells the next person when nobody answers, ends silences, lets go of what was answered long ago.</summary>
public sealed class AlertSweep(AlertBook book, Silences silences, Alerts alerts, JournalWriter journal, TimeProvider clock)
{
    /// <summary>One look at all that is due.</summary>
    /// <returns>How many were escalated.</returns>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public async ValueTask<int> RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var escalated = 0;
        foreach (var entry in await book.IndexAsync(cancellationToken).ConfigureAwait(false))
        {
            if (entry.Value.DueAt is { } due && due <= now)
            {
                escalated += await LookAsync(entry.Row, entry.Value.Id, now, cancellationToken).ConfigureAwait(false) ? 1 : 0;
            }
        }

        return escalated;
    }

    private async ValueTask<bool> LookAsync(string row, string id, Instant now, CancellationToken cancellationToken)
    {
        var alert = await book.FindAsync(id, cancellationToken).ConfigureAwait(false);
        switch (alert?.State)
        {
            case null or AlertState.Resolved:
                await book.DropAsync(row, cancellationToken).ConfigureAwait(false);
                return false;
            case AlertState.Acknowledged:
                await alerts.ResolveAsync(id, "acknowledged a day ago and not raised again", cancellationToken).ConfigureAwait(false);
                return false;
            default:
                return await TellAsync(alert, now, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> TellAsync(Alert alert, Instant now, CancellationToken cancellationToken)
    {
        if (await silences.CoveringAsync(alert.Code, alert.Subject, cancellationToken).ConfigureAwait(false) is { } silence)
        {
            await book.ChangeAsync(
                alert.Id,
                standing => standing == alert ? alert with { State = AlertState.Silenced, Silence = silence.Id, NextEscalationAt = silence.Until } : null,
                cancellationToken).ConfigureAwait(false);
            return false;
        }

        return alert.State == AlertState.Silenced
            ? await SpeakAsync(alert, now, cancellationToken).ConfigureAwait(false)
            : await EscalateAsync(alert, now, cancellationToken).ConfigureAwait(false);
    }

    // The silence is over and the alert is not: it is told now, and its time to answer begins.
    private async ValueTask<bool> SpeakAsync(Alert alert, Instant now, CancellationToken cancellationToken)
    {
        var rule = AlertTable.Of(alert.Code);
        var open = alert with { State = AlertState.Open, Silence = null, Escalation = 0, NextEscalationAt = Escalation.First(rule.Level, now) };
        if (rule.Notify.Count > 0)
        {
            await alerts.PostAsync(open, AlertMessage.Raised, rule.Notify, cancellationToken).ConfigureAwait(false);
        }

        if (await ReplaceAsync(alert, open, cancellationToken).ConfigureAwait(false) && rule.Notify.Count > 0)
        {
            await alerts.HandOverAsync(open, cancellationToken).ConfigureAwait(false);
        }

        return false;
    }

    // The message is on record before the step is, as with a raise.
    private async ValueTask<bool> EscalateAsync(Alert alert, Instant now, CancellationToken cancellationToken)
    {
        var parties = new List<AlertParty>();
        var after = Escalation.Take(alert, now, parties);
        if (parties.Count == 0)
        {
            return false;
        }

        await alerts.PostAsync(after, AlertMessage.Escalated, parties, cancellationToken).ConfigureAwait(false);
        if (!await ReplaceAsync(alert, after, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        var level = AlertTable.Of(after.Code).Level.Word();
        var facts = new { after.Code, after.Subject, Level = level, Step = after.Escalation, Told = parties.ConvertAll(party => party.Word()) };
        await journal.AppendAsync("alert-escalated", after.Id, facts, cancellationToken).ConfigureAwait(false);
        await alerts.HandOverAsync(after, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // Somebody may have answered, or another process escalated, since it was read.
    private async ValueTask<bool> ReplaceAsync(Alert before, Alert after, CancellationToken cancellationToken) =>
        await book.ChangeAsync(before.Id, standing => standing == before ? after : null, cancellationToken).ConfigureAwait(false) is not null;
}
