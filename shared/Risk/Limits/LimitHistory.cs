using System.Globalization;
using Trading.Journal;
using Trading.Operations;
using Trading.Storage;

namespace Trading.Risk.Limits;

/// <summary>
/// The numbered changes (table <c>limits</c>, rows <c>change-00000012</c>) and what is told of them. A change's row is written after it was journalled: a row that is missing says that a
/// process ended in between, and the change is told then.
/// </summary>
internal sealed class LimitHistory(IRecords records, string account, JournalWriter journal, Alerts alerts)
{
    private const string Correlation = "limits";
    private const string Prefix = "change-";
    private readonly RecordTable<LimitChange> table = new(records, LimitsBook.Table);

    /// <summary>All changes, in order.</summary>
    public async ValueTask<IReadOnlyList<LimitChange>> AllAsync(CancellationToken cancellationToken)
    {
        var stored = await table.QueryAsync(account, Prefix, cancellationToken).ConfigureAwait(false);
        return [.. stored.Select(versioned => versioned.Value)];
    }

    /// <summary>One change, or null.</summary>
    public async ValueTask<LimitChange?> FindAsync(int number, CancellationToken cancellationToken) =>
        (await table.GetAsync(account, RowOf(number), cancellationToken).ConfigureAwait(false))?.Value;

    /// <summary>The newest change that was told; null before the first.</summary>
    public async ValueTask<LimitChange?> NewestAsync(CancellationToken cancellationToken) =>
        await AllAsync(cancellationToken).ConfigureAwait(false) is [.., var newest] ? newest : null;

    /// <summary>Tells the newest change where that did not happen yet.</summary>
    public async ValueTask CompleteAsync(LimitChange change, CancellationToken cancellationToken)
    {
        if (await records.GetAsync(LimitsBook.Table, account, RowOf(change.Number), cancellationToken).ConfigureAwait(false) is null)
        {
            await TellChangeAsync(change, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Journals and alerts what differs between two states.</summary>
    public async ValueTask TellAsync(LimitState? before, LimitState after, CancellationToken cancellationToken)
    {
        if (before?.File?.Version != after.File?.Version)
        {
            await TellFileAsync(after, cancellationToken).ConfigureAwait(false);
        }

        if (before?.Number != after.Number)
        {
            await TellChangeAsync(after.Change, cancellationToken).ConfigureAwait(false);
        }

        await TellPendingAsync(before, after, cancellationToken).ConfigureAwait(false);
    }

    private static string RowOf(int number) => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{number:00000000}");

    private static string Text(IEnumerable<LimitMove> moves) =>
        string.Join(", ", moves.Select(move => string.Create(CultureInfo.InvariantCulture, $"{move.Key} from {move.From} to {move.To}")));

    private async ValueTask TellFileAsync(LimitState after, CancellationToken cancellationToken)
    {
        const string Place = $"{LimitsFile.Container}/{LimitsFile.Name}";
        var (kind, sentence) = after.File switch
        {
            { Version: null } => ("limits-file-gone", $"{Place} is gone; the limits stay as they are"),
            { Faults: [_, ..] faults } => ("limits-file-bad", $"{Place} is not taken, the limits stay as they are: {string.Join("; ", faults)}"),
            _ => ("limits-reloaded", $"{Place} was read anew"),
        };
        await journal.AppendAsync(kind, Correlation, new { after.File!.Version, after.Number, after.File.Faults, Sentence = sentence }, cancellationToken).ConfigureAwait(false);
        if (kind != "limits-reloaded")
        {
            await alerts.RaiseAsync(kind, AlertSeverity.Warning, after.File.Version ?? Place, sentence, cancellationToken).ConfigureAwait(false);
        }
    }

    private async ValueTask TellChangeAsync(LimitChange change, CancellationToken cancellationToken)
    {
        await journal.AppendAsync(
            "limits-changed", Correlation, new { change.Number, change.Source, change.Who, change.ApprovedBy, change.Why, Changes = change.Moves, change.Values }, cancellationToken).ConfigureAwait(false);
        if (change.Moves.Count > 0)
        {
            var by = change.ApprovedBy is { } second ? $"{change.Who} and {second}" : change.Who;
            await alerts.RaiseAsync(
                "limits-changed", AlertSeverity.Info, $"change-{change.Number}", $"limits changed by {by} ({change.Source}): {Text(change.Moves)}", cancellationToken).ConfigureAwait(false);
        }

        await table.InsertAsync(account, RowOf(change.Number), change, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask TellPendingAsync(LimitState? before, LimitState after, CancellationToken cancellationToken)
    {
        var (old, now) = (before?.Pending, after.Pending);
        var isRaised = before?.Number != after.Number && after.Change.ApprovedBy is not null;
        if (old is not null && old.Binding != now?.Binding && !isRaised)
        {
            await journal.AppendAsync("limits-raise-void", Correlation, new { old.Source, old.Who, old.RequestId, old.Values }, cancellationToken).ConfigureAwait(false);
        }

        if (now is not null && now.Binding != old?.Binding)
        {
            var moves = LimitRules.Moves(after.Values, now.Values);
            await journal.AppendAsync("limits-raise-pending", Correlation, new { now.Source, now.Who, now.Why, now.RequestId, Changes = moves }, cancellationToken).ConfigureAwait(false);
            await alerts.RaiseAsync(
                "limits-raise-pending", AlertSeverity.Warning, now.Binding, $"a raise of limits waits for two people ({now.Source}): {Text(moves)}", cancellationToken).ConfigureAwait(false);
        }
    }
}
