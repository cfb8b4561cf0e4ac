using NodaTime;
using NodaTime.Text;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations;

/// <summary>Raises alerts: recorded and journalled before anybody is told, once a New York date for each code and subject.</summary>
public sealed class Alerts(IRecords records, JournalWriter journal, INotifier notifier, TimeProvider clock)
{
    private readonly RecordTable<Alert> table = new(records, "alerts");

    /// <summary>Raises an alert; false when it was raised today already.</summary>
    /// <exception cref="StorageException">The alert could not be recorded. A notifier that fails is journalled and does not throw.</exception>
    public async ValueTask<bool> RaiseAsync(string code, AlertSeverity severity, string subject, string sentence, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var date = LocalDatePattern.Iso.Format(NewYork.DateOf(now));
        var row = $"{code}:{Key(subject)}";
        var alert = new Alert($"{date}:{row}", code, severity, subject, sentence, now);
        if (await table.InsertAsync(date, row, alert, cancellationToken).ConfigureAwait(false) is null)
        {
            return false;
        }

        await journal.AppendAsync("alert-raised", alert.Id, new { alert.Code, alert.Severity, alert.Subject, alert.Sentence }, cancellationToken).ConfigureAwait(false);
        try
        {
            await notifier.NotifyAsync(alert, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            await journal.AppendAsync("alert-not-sent", alert.Id, new { Fault = fault.GetType().Name }, cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    /// <summary>The alerts raised on a New York date, by code and subject.</summary>
    public async ValueTask<IReadOnlyList<Alert>> OnAsync(LocalDate date, CancellationToken cancellationToken)
    {
        var stored = await table.QueryAsync(LocalDatePattern.Iso.Format(date), string.Empty, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(versioned => versioned.Value)];
    }

    // A subject is free text; a record's row is not.
    private static string Key(string subject) =>
        string.Concat(subject.Take(120).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_' or '.' or ':' ? letter : '_'));
}
