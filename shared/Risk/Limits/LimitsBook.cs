using Trading.Control.TwoPersons;
using Trading.Journal;
using Trading.Operations;
using Trading.Storage;
using Trading.Time;

namespace Trading.Risk.Limits;

/// <summary>
/// The limits in force, kept in table <c>limits</c>, partition = the account, row <c>effective</c>, and read again at every decision together with the limits file. What allows less counts at
/// once; what allows more, through whichever door, waits for two people: a restart, a deployment or a changed default raises nothing by itself.
/// </summary>
public sealed class LimitsBook(
    IRecords records, IBlobs blobs, string account, RiskLimits defaults, TwoPersonRule rule, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    /// <summary>The table of the limits and their history.</summary>
    public const string Table = "limits";

    /// <summary>The row of the limits in force.</summary>
    public const string Row = "effective";

    /// <summary>The kind of request that raises limits.</summary>
    public const string RequestKind = "raise_limits";

    private const int MostTries = 20;
    private readonly RecordTable<LimitState> table = new(records, Table);
    private readonly LimitHistory history = new(records, account, journal, alerts);
    private Reading? last;

    /// <summary>The limits as this process read them last, the defaults before that: for what must go on when the store cannot answer.</summary>
    public RiskLimits Known => last?.Limits ?? defaults;

    /// <summary>All changes, the newest last.</summary>
    internal LimitHistory History => history;

    /// <summary>The limits for one decision.</summary>
    /// <exception cref="StorageException">The store could not answer, or what it holds are no limits: no entry is decided.</exception>
    public async ValueTask<RiskLimits> CurrentAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken).ConfigureAwait(false)).Limits;

    /// <summary>The limits in force with all that belongs to them: what waits, and what the file was last.</summary>
    /// <exception cref="StorageException">The store could not answer, or what it holds are no limits.</exception>
    public async ValueTask<LimitState> StateAsync(CancellationToken cancellationToken) => (await ReadAsync(cancellationToken).ConfigureAwait(false)).State;

    /// <summary>Everything that keeps the desk from starting: faults of the defaults and of the file. Writes nothing.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<IReadOnlyList<string>> FaultsAsync(CancellationToken cancellationToken)
    {
        var file = await blobs.ReadAsync(LimitsFile.Container, LimitsFile.Name, cancellationToken).ConfigureAwait(false);
        return [.. defaults.Faults(), .. file is null ? [] : LimitsFile.Read(file.Content.Span).Faults];
    }

    /// <summary>Changes the state as it is now, once; what was changed meanwhile by another is taken into account.</summary>
    /// <param name="change">The state that shall follow; the same one for none.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    /// <exception cref="StorageException">The change could not be kept.</exception>
    internal async ValueTask<LimitState> ChangeAsync(Func<LimitState, ValueTask<LimitState>> change, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var before = await CatchUpAsync(cancellationToken).ConfigureAwait(false);
            var after = await change(before.State).ConfigureAwait(false);
            if (ReferenceEquals(after, before.State))
            {
                return after;
            }

            if (await WriteAsync(before.Version, before.State, after, cancellationToken).ConfigureAwait(false) is not null)
            {
                return (await CatchUpAsync(cancellationToken).ConfigureAwait(false)).State;
            }
        }

        throw Overrun();
    }

    private static StorageException Overrun() => new($"the limits could not be changed in {MostTries} tries: other writers were always first");

    // Neither the row nor the file has changed, and no raise waits for its time: what was read stands.
    private async ValueTask<Reading> ReadAsync(CancellationToken cancellationToken)
    {
        var (row, file) = await Both.OfAsync(records.GetAsync(Table, account, Row, cancellationToken), blobs.ReadAsync(LimitsFile.Container, LimitsFile.Name, cancellationToken)).ConfigureAwait(false);
        return last is { } known && known.Version == row?.Version && known.File == file?.Version && !known.IsAsked
            ? known
            : await CatchUpAsync(cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Reading> CatchUpAsync(CancellationToken cancellationToken)
    {
        Versioned<LimitState>? kept = null;
        for (var tries = 0; tries < MostTries; tries++)
        {
            kept ??= await table.GetAsync(account, Row, cancellationToken).ConfigureAwait(false);
            var file = await blobs.ReadAsync(LimitsFile.Container, LimitsFile.Name, cancellationToken).ConfigureAwait(false);
            if (kept is not null)
            {
                await history.CompleteAsync(kept.Value.Change, cancellationToken).ConfigureAwait(false);
            }

            var next = await NextAsync(kept?.Value, file, cancellationToken).ConfigureAwait(false);
            if (kept is not null && ReferenceEquals(next, kept.Value))
            {
                return last = ReadingOf(kept.Version, file?.Version, next);
            }

            kept = await WriteAsync(kept?.Version, kept?.Value, next, cancellationToken).ConfigureAwait(false);
        }

        throw Overrun();
    }

    /// <summary>The state that follows by itself, one step at a time; the same one when there is nothing to do.</summary>
    private async ValueTask<LimitState> NextAsync(LimitState? state, StoredBlob? file, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        if (state is null)
        {
            // Without their row the limits would be the defaults again, which may allow more: the history knows what was in force.
            return await history.NewestAsync(cancellationToken).ConfigureAwait(false) is { } newest ? LimitRules.Resume(newest, defaults) : LimitRules.Begin(defaults, now);
        }

        // Once a process, unless a limit is missing: two builds that run side by side during a deployment would take turns for ever.
        if ((last is null || !LimitDefaults.IsComplete(state)) && LimitDefaults.Take(state, defaults, now) is { } renewed)
        {
            return renewed;
        }

        if (state.File?.Version != file?.Version)
        {
            return LimitsFileChange.Take(state, file, now);
        }

        return state.Pending?.RequestId is { } id
            && await rule.FindAsync(id, cancellationToken).ConfigureAwait(false) is { ApprovedBy: { } approver } request
            && request.Kind == RequestKind && request.Binding == state.Pending.Binding && request.EffectiveAt <= now
                ? LimitRules.Raise(state, request.RequestedBy, approver, now)
                : state;
    }

    /// <summary>What is kept now; null when another was first.</summary>
    private async ValueTask<Versioned<LimitState>?> WriteAsync(string? version, LimitState? before, LimitState after, CancellationToken cancellationToken)
    {
        var written = version is null
            ? await table.InsertAsync(account, Row, after, cancellationToken).ConfigureAwait(false)
            : await table.ReplaceAsync(account, Row, after, version, cancellationToken).ConfigureAwait(false);
        if (written is null)
        {
            return null;
        }

        await history.TellAsync(before, after, cancellationToken).ConfigureAwait(false);
        return new Versioned<LimitState>(account, Row, written, after);
    }

    private Reading ReadingOf(string version, string? file, LimitState state)
    {
        var limits = LimitTable.With(defaults, state.Values);
        return limits.Faults() is [var fault, ..]
            ? throw new StorageException($"record {Table}/{account}/{Row} holds no limits: {fault}")
            : new Reading(version, file, limits, state, state.Pending?.RequestId is not null);
    }

    private sealed record Reading(string Version, string? File, RiskLimits Limits, LimitState State, bool IsAsked);
}
