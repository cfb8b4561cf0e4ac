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
public sealed record GateState(bool DryRun, bool Approved, AccountMode Mode)
{
    /// <summary>Why nothing may be sent to this venue, in the words of <see cref="LiveGate"/>; null when it may.</summary>
    public string? LiveFault { get; init; }
}

/// <summary>
/// The gates that an order passes before the broker: dry run (on until somebody switches it off, or a setting holds it) and approval (none until somebody gives it), kept in table
/// <c>control</c>, partition = account, row <c>gates</c>, and the live gate. All are read again at every order.
/// </summary>
public sealed class TradingGates(IRecords records, string account, JournalWriter journal, LiveGate live)
{
    private const string Row = "gates";
    private const int MostTries = 20;
    private readonly RecordTable<Kept> table = new(records, "control");

    /// <summary>The kind of account.</summary>
    public AccountMode Mode => live.Settings.Mode;

    /// <summary>Whether a setting holds dry run on.</summary>
    public bool HoldsDryRun => live.Settings.HoldsDryRun;

    /// <summary>Whether orders may go to this venue at all.</summary>
    public LiveGate Live => live;

    /// <summary>Where the gates stand now, for an entry.</summary>
    /// <exception cref="StorageException">The store could not answer; the caller treats the gates as shut.</exception>
    public async ValueTask<GateState> ReadAsync(CancellationToken cancellationToken)
    {
        var read = await table.GetAsync(account, Row, cancellationToken).ConfigureAwait(false);
        return await StateAsync(Standing(read), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Where the gates stand now for an exit, which goes where its entry went: neither dry run nor a missing approval keeps it.</summary>
    public ValueTask<GateState> ReadForExitAsync(CancellationToken cancellationToken) => WithLiveAsync(new GateState(DryRun: false, Approved: true, Mode), cancellationToken);

    /// <summary>Switches dry run on or off. While a setting holds it, it stays on.</summary>
    /// <returns>Where the gates stand afterwards.</returns>
    /// <exception cref="StorageException">The change could not be kept.</exception>
    public ValueTask<GateState> SetDryRunAsync(bool on, string who, string why, CancellationToken cancellationToken) =>
        ChangeAsync("dry_run", kept => kept with { DryRun = on }, who, why, cancellationToken);

    /// <summary>Approves that entries are sent.</summary>
    /// <returns>Where the gates stand afterwards.</returns>
    /// <exception cref="StorageException">The change could not be kept.</exception>
    public ValueTask<GateState> ApproveAsync(string who, string why, CancellationToken cancellationToken) =>
        ChangeAsync("approval", kept => kept with { Approved = true }, who, why, cancellationToken);

    /// <summary>Takes the approval back.</summary>
    /// <returns>Where the gates stand afterwards.</returns>
    /// <exception cref="StorageException">The change could not be kept.</exception>
    public ValueTask<GateState> RevokeAsync(string who, string why, CancellationToken cancellationToken) =>
        ChangeAsync("approval", kept => kept with { Approved = false }, who, why, cancellationToken);

    private static Kept Standing(Versioned<Kept>? read) => read?.Value ?? new Kept(DryRun: true, Approved: false, "nobody", "never changed");

    private ValueTask<GateState> StateAsync(Kept kept, CancellationToken cancellationToken) =>
        WithLiveAsync(new GateState(kept.DryRun || HoldsDryRun, kept.Approved, Mode), cancellationToken);

    private async ValueTask<GateState> WithLiveAsync(GateState state, CancellationToken cancellationToken) =>
        await live.CheckAsync(cancellationToken).ConfigureAwait(false) is { IsOpen: false } shut ? state with { LiveFault = shut.Why } : state;

    // One row holds both gates: it is changed only as it was read, so that a change of one cannot take back a change of the other.
    private async ValueTask<GateState> ChangeAsync(string gate, Func<Kept, Kept> change, string who, string why, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var read = await table.GetAsync(account, Row, cancellationToken).ConfigureAwait(false);
            var before = Standing(read);
            var after = change(before);
            if (after == before)
            {
                return await StateAsync(before, cancellationToken).ConfigureAwait(false);
            }

            after = after with { Who = who, Why = why };
            if (await TryWriteAsync(read, after, cancellationToken).ConfigureAwait(false))
            {
                await journal.AppendAsync("gate-changed", "gates", new { Gate = gate, after.DryRun, after.Approved, Who = who, Why = why }, cancellationToken).ConfigureAwait(false);
                return await StateAsync(after, cancellationToken).ConfigureAwait(false);
            }
        }

        throw new StorageException($"the gates could not be changed in {MostTries} tries: other writers were always first");
    }

    private async ValueTask<bool> TryWriteAsync(Versioned<Kept>? read, Kept after, CancellationToken cancellationToken)
    {
        var version = read is null
            ? await table.InsertAsync(account, Row, after, cancellationToken).ConfigureAwait(false)
            : await table.ReplaceAsync(account, Row, after, read.Version, cancellationToken).ConfigureAwait(false);
        return version is not null;
    }

    private sealed record Kept(bool DryRun, bool Approved, string Who, string Why);
}
