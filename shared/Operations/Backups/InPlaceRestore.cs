using Trading.Accounting;
using Trading.Journal;
using Trading.Operations.Inquiry.States;
using Trading.Reconciliation;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Backups;

/// <summary>What a restore in place came to.</summary>
/// <param name="Snapshot">Which snapshot.</param>
/// <param name="Tables">How many records of each table were written or removed; tables that stayed are left out.</param>
/// <param name="Reopened">Closes of books that are done again.</param>
/// <param name="Rebuilt">Records written from the journal.</param>
/// <param name="Reconciled">The reconcile that followed, one line.</param>
public sealed record RestoreReport(string Snapshot, IReadOnlyDictionary<string, int> Tables, IReadOnlyList<string> Reopened, int Rebuilt, string Reconciled);

/// <summary>
/// Brings the records of a halted desk back to a proved snapshot, as far as they may go back, then forward again: what the journal proves is written from it, and the broker is asked for everything
/// since. Never goes back: the journal, the kill switch, gates, operators, limits, what two people agreed on, the run ledger (only closes of books that the restore took back are done again),
/// and orders, so that none is sent twice.
/// </summary>
public sealed class InPlaceRestore(IRecords records, TableSet tables, DayBooks days, RunLedger ledger, StateRebuilder rebuilder, Reconciler reconciler, JournalWriter journal)
{
    /// <summary>Carries a restore out; one that was cut short is carried out again from the beginning and comes to the same.</summary>
    /// <exception cref="BackupException">The journal does not prove what is to be rebuilt; the restore is not finished.</exception>
    /// <exception cref="Brokers.BrokerException">The broker could not be asked; the restore is not finished.</exception>
    /// <exception cref="StorageException">The store could not answer; the restore is not finished.</exception>
    public async ValueTask<RestoreReport> RunAsync(ProvedSnapshot snapshot, string request, string who, string why, CancellationToken cancellationToken)
    {
        var manifest = snapshot.Manifest;
        await journal.AppendAsync("restore-started", request, new { Snapshot = manifest.Name, Who = who, Why = why }, cancellationToken).ConfigureAwait(false);
        var changed = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var table in snapshot.Tables)
        {
            if (await TableRestore.RunAsync(table, tables.Find(table.Table)?.Restore ?? OnRestore.Untouched, records, cancellationToken).ConfigureAwait(false) is > 0 and var count)
            {
                changed[table.Table] = count;
            }
        }

        await days.RereadAsync(cancellationToken).ConfigureAwait(false);
        var reopened = await ledger.ReopenAsync(Jobs.EndOfDay, manifest.TakenAt, $"taken back by {request}", cancellationToken).ConfigureAwait(false);
        var (state, refusal) = await rebuilder.RunAsync(apply: true, who, why, cancellationToken).ConfigureAwait(false);
        if (refusal is not null)
        {
            throw new BackupException($"the restore of {manifest.Name} is not finished: {refusal}");
        }

        var reconciled = await reconciler.BackfillAsync(NewYork.DateOf(manifest.TakenAt), request, cancellationToken).ConfigureAwait(false);
        var report = new RestoreReport(manifest.Name, changed, [.. reopened.Select(run => $"{run.Job} {run.Date:uuuu-MM-dd}")], state!.Written, reconciled.ToString());
        var told = new { Snapshot = manifest.Name, manifest.Sequence, Records = manifest.Records(), Form = "in place", Who = who, Why = why, report.Tables, report.Reopened, report.Rebuilt };
        await journal.AppendAsync(ExactRestore.Kind, request, told, cancellationToken).ConfigureAwait(false);
        return report;
    }
}
