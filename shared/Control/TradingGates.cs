using Trading.Journal;
using Trading.Storage;

namespace Trading.Control;

/// <summary>What kind of account the desk trades.</summary>
public enum AccountMode
{
    /// <summary>Simulated money.</summary>
    Paper = 1,

    /// <summary>Real money.</summary>
    Live = 2,
}

/// <summary>Where the gates stand.</summary>
/// <param name="DryRun">Entries go to the dry-run ledger instead of the broker.</param>
/// <param name="Approved">A person has approved that entries are sent.</param>
/// <param name="Mode">The kind of account.</param>
public sealed record GateState(bool DryRun, bool Approved, AccountMode Mode);

/// <summary>
/// The gates an entry passes before the broker: dry run (on until somebody switches it off) and approval (none until somebody gives it).
/// Kept in table <c>control</c>, partition <c>desk</c>, row <c>gates</c>, and read again at every order.
/// </summary>
public sealed class TradingGates(IRecords records, JournalWriter journal, AccountMode mode = AccountMode.Paper)
{
    private const string Partition = "desk";
    private const string Row = "gates";
    private const int MostTries = 20;
    private readonly RecordTable<Kept> table = new(records, "control");

    /// <summary>The kind of account.</summary>
    public AccountMode Mode => mode;

    /// <summary>Where the gates stand now.</summary>
    /// <exception cref="StorageException">The store could not answer; the caller treats the gates as shut.</exception>
    public async ValueTask<GateState> ReadAsync(CancellationToken cancellationToken)
    {
        var kept = await table.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false);
        return StateOf(kept);
    }

    /// <summary>Switches dry run on or off.</summary>
    /// <exception cref="StorageException">The change could not be kept.</exception>
    public ValueTask SetDryRunAsync(bool on, string who, string why, CancellationToken cancellationToken) =>
        ChangeAsync("dry_run", state => state with { DryRun = on }, who, why, cancellationToken);

    /// <summary>Approves that entries are sent.</summary>
    /// <exception cref="StorageException">The change could not be kept.</exception>
    public ValueTask ApproveAsync(string who, string why, CancellationToken cancellationToken) =>
        ChangeAsync("approval", state => state with { Approved = true }, who, why, cancellationToken);

    /// <summary>Takes the approval back.</summary>
    /// <exception cref="StorageException">The change could not be kept.</exception>
    public ValueTask RevokeAsync(string who, string why, CancellationToken cancellationToken) =>
        ChangeAsync("approval", state => state with { Approved = false }, who, why, cancellationToken);

    private GateState StateOf(Versioned<Kept>? kept) =>
        kept is null ? new GateState(DryRun: true, Approved: false, mode) : new GateState(kept.Value.DryRun, kept.Value.Approved, mode);

    // One row holds both gates: it is changed only as it was read, so that a change of one cannot take back a change of the other.
    private async ValueTask ChangeAsync(string gate, Func<GateState, GateState> change, string who, string why, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var kept = await table.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false);
            var before = StateOf(kept);
            var after = change(before);
            if (after == before)
            {
                return;
            }

            var row = new Kept(after.DryRun, after.Approved, who, why);
            var written = kept is null
                ? await table.InsertAsync(Partition, Row, row, cancellationToken).ConfigureAwait(false)
                : await table.ReplaceAsync(Partition, Row, row, kept.Version, cancellationToken).ConfigureAwait(false);
            if (written is not null)
            {
                await journal.AppendAsync("gate-changed", "gates", new { Gate = gate, after.DryRun, after.Approved, Who = who, Why = why }, cancellationToken).ConfigureAwait(false);
                return;
            }
        }

        throw new StorageException($"the gates could not be changed in {MostTries} tries: other writers were always first");
    }

    private sealed record Kept(bool DryRun, bool Approved, string Who, string Why);
}
