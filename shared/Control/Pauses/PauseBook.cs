using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Control.Pauses;

/// <summary>Pauses of strategies and symbols, kept until somebody resumes them: table <c>pauses</c>, partition = account, row = <c>Strategy:swing</c> or <c>Symbol:AIG</c>.</summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer; the door then refuses entries.</exception>
public sealed class PauseBook(IRecords records, string account, LoopSwitch loop, JournalWriter journal, TimeProvider clock)
{
    private readonly RecordTable<Pause> table = new(records, "pauses");

    /// <summary>What is held back now, read from storage.</summary>
    public async ValueTask<PauseSet> ReadAsync(CancellationToken cancellationToken)
    {
        var (state, kept) = await Both.OfAsync(loop.ReadAsync(cancellationToken), table.QueryAsync(account, string.Empty, cancellationToken)).ConfigureAwait(false);
        return kept.Count == 0 ? new PauseSet(state, []) : new PauseSet(state, [.. kept.Select(versioned => versioned.Value)]);
    }

    /// <summary>Holds entries back; a pause that is there stays as it was made.</summary>
    /// <returns>The pause that holds, and whether it is new.</returns>
    public async ValueTask<(Pause Pause, bool IsNew)> PauseAsync(PauseKind kind, string name, string who, string why, CancellationToken cancellationToken)
    {
        var pause = new Pause(kind, name, who, why, clock.Now());
        if (await table.InsertAsync(account, Row(kind, name), pause, cancellationToken).ConfigureAwait(false) is null)
        {
            var there = await table.GetAsync(account, Row(kind, name), cancellationToken).ConfigureAwait(false);
            return (there?.Value ?? pause, false);
        }

        await TellAsync("entries-paused", kind, name, who, why, cancellationToken).ConfigureAwait(false);
        return (pause, true);
    }

    /// <summary>Lets entries through again; false when none were held back.</summary>
    public async ValueTask<bool> ResumeAsync(PauseKind kind, string name, string who, string why, CancellationToken cancellationToken)
    {
        if (!await table.DeleteAsync(account, Row(kind, name), cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await TellAsync("entries-resumed", kind, name, who, why, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static string Row(PauseKind kind, string name) => $"{kind}:{name}";

    private ValueTask TellAsync(string what, PauseKind kind, string name, string who, string why, CancellationToken cancellationToken) =>
        journal.AppendAsync(what, $"pause-{name}", new { Kind = kind, Name = name, Who = who, Why = why }, cancellationToken);
}
