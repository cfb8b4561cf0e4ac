using Trading.Journal;
using Trading.Time;

namespace Trading.Operations.Schedules;

/// <summary>Takes back claims of runs that died on a day before today: they are marked failed, so that nothing waits for them. Today's are the next fire's to take over.</summary>
/// <exception cref="Storage.StorageException">Thrown when the store cannot answer; a repeat goes on.</exception>
public sealed class StaleClaims(RunLedger ledger, JournalWriter journal, TimeProvider clock)
{
    private const int DaysBack = 7;

    /// <summary>Takes them back and journals that, with what the caller cleared besides.</summary>
    /// <returns>Each claim, one line.</returns>
    public async Task<IReadOnlyList<string>> ReleaseAsync(string who, string why, IReadOnlyList<string> besides, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        var released = new List<string>();
        for (var days = DaysBack; days > 0; days--)
        {
            var rows = await ledger.ReleaseDeadAsync(today.PlusDays(-days), $"its lease ended without a word; cleared by {who}", cancellationToken).ConfigureAwait(false);
            released.AddRange(rows.Select(row => $"claim {row.Job} {row.Date:uuuu-MM-dd} {row.Slot}, attempt {row.Attempt}"));
        }

        await journal.AppendAsync("stale-cleared", "event-bus", new { Who = who, Why = why, Cleared = besides.Concat(released) }, cancellationToken).ConfigureAwait(false);
        return released;
    }
}
