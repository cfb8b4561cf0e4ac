using Trading.Journal;
using Trading.Operations;
using Trading.Storage;
using Trading.Time;

namespace Trading.Control;

/// <summary>
/// The switch that stops trading. Its state is a record (table <c>control</c>, partition = account, row <c>kill</c>), so it outlives restarts and deployments. The blob <c>control/kill_switch</c>
/// is a second way in that works when everything else is down, and is looked at on every read, as is the setting. The mode only rises here; two people release it.
/// </summary>
/// <param name="records">Where the state is kept.</param>
/// <param name="blobs">Where the control file lies.</param>
/// <param name="account">The account that is stopped.</param>
/// <param name="journal">Where every change is told.</param>
/// <param name="alerts">Who is told.</param>
/// <param name="clock">The clock.</param>
/// <param name="setting">What the setting says: null or nothing at all asks for nothing; anything else is read as the control file is.</param>
public sealed class KillSwitch(IRecords records, IBlobs blobs, string account, JournalWriter journal, Alerts alerts, TimeProvider clock, string? setting = null)
{
    /// <summary>The container of the control file.</summary>
    public const string Container = "control";

    /// <summary>The name of the control file.</summary>
    public const string FileName = "kill_switch";

    /// <summary>The table of the kept state.</summary>
    public const string Table = "control";

    /// <summary>Its row.</summary>
    public const string Row = "kill";

    private const int MostTries = 20;
    private readonly KillStore store = new(records, account);
    private readonly StandingAsks standing = new(blobs, setting, alerts, clock);
    private readonly KillNews news = new(journal, alerts);
    private readonly Lock gate = new();
    private KillState? announced;

    /// <summary>
    /// The state for one decision, read from storage each time. A setting or a control file that asks for more is obeyed and the rise is kept; a release whose time has come is completed.
    /// A store that cannot answer means halt_all for this decision; nothing is kept then, so a store that comes back brings the old state back.
    /// </summary>
    public async ValueTask<KillState> ReadAsync(CancellationToken cancellationToken)
    {
        try
        {
            var kept = (await store.GetAsync(cancellationToken).ConfigureAwait(false))?.Value;
            var state = Newest(kept);
            state = await ObeyAsync(kept, state, await standing.SettingAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            state = await ObeyAsync(kept, state, await standing.FileAsync(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            return state.Release is { } agreed && clock.Now() >= agreed.EffectiveAt
                ? await ReleaseAsync(state.Activation, agreed, cancellationToken).ConfigureAwait(false) ?? state
                : state;
        }
        catch (StorageException fault)
        {
            return new KillState(KillMode.HaltAll, KillState.StorageSource, "desk", $"the kill switch could not be read: {fault.Message}", clock.Now());
        }
    }

    /// <summary>
    /// Raises the mode. A request at or below the present mode leaves it, and is a new activation all the same when a person makes it, or a source that did not ask yet.
    /// Returns the state that holds afterwards.
    /// </summary>
    /// <param name="mode">What is asked for.</param>
    /// <param name="source">What asks: one of <see cref="KillSources"/>.</param>
    /// <param name="who">The person or job.</param>
    /// <param name="why">The sentence a person reads.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    /// <exception cref="StorageException">The rise could not be kept. This process obeys it all the same.</exception>
    public ValueTask<KillState> EscalateAsync(KillMode mode, string source, string who, string why, CancellationToken cancellationToken) =>
        EscalateAsync(new KillAsk(mode, source, who, why, clock.Now()), cancellationToken);

    /// <summary>
    /// Starts a call to the broker at the last moment at which it is allowed: after a last read, and with no kill stored, or about to be stored by this process, between the check and the
    /// beginning of the call. A kill never waits for the broker's answer.
    /// </summary>
    /// <param name="allows">Which modes allow the call.</param>
    /// <param name="start">Begins the call; runs at most once.</param>
    /// <param name="cancellationToken">Cancels the read.</param>
    public async ValueTask<GuardedCall<T>> StartAsync<T>(Func<KillMode, bool> allows, Func<ValueTask<T>> start, CancellationToken cancellationToken)
    {
        var read = await ReadAsync(cancellationToken).ConfigureAwait(false);
        lock (gate)
        {
            var state = Newest(read);
            return new GuardedCall<T>(clock.Now(), state, allows(state.Mode) ? start().AsTask() : null);
        }
    }

    /// <summary>Keeps and journals a request that is new.</summary>
    /// <exception cref="StorageException">As <see cref="EscalateAsync(KillMode, string, string, string, CancellationToken)"/>.</exception>
    internal async ValueTask<KillRise> RaiseAsync(KillAsk ask, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var kept = await store.GetAsync(cancellationToken).ConfigureAwait(false);
            var before = Newest(kept?.Value);

            // A rise that this process obeys and could not keep is kept by whoever asks again, although that is nothing new.
            if ((before.Raise(ask) ?? (IsKept(before, kept?.Value) ? null : before)) is not { } after)
            {
                return new KillRise(before, before, ask);
            }

            Announce(after);
            if (await store.TryWriteAsync(kept, after, cancellationToken).ConfigureAwait(false))
            {
                var rise = new KillRise(kept?.Value ?? KillState.Off, after, ask);
                await news.JournalAsync(rise, cancellationToken).ConfigureAwait(false);
                return rise;
            }
        }

        throw new StorageException($"the kill switch could not be raised in {MostTries} tries: other writers were always first");
    }

    /// <summary>Tells people of a request that was new.</summary>
    internal ValueTask AlertAsync(KillRise rise, CancellationToken cancellationToken) => rise.IsNew ? news.AlertAsync(rise, cancellationToken) : ValueTask.CompletedTask;

    /// <summary>Which of setting and control file still asks for a kill, in one sentence that says what to clear; null when neither does.</summary>
    /// <exception cref="StorageException">The control file could not be read.</exception>
    internal ValueTask<string?> WhyStillAsync(CancellationToken cancellationToken) => standing.WhyStillAsync(cancellationToken);

    /// <summary>Releases an activation now, or keeps a release that waits for its time. Null when another activation came first, or when there is nothing to release.</summary>
    /// <exception cref="StorageException">The release could not be kept: it stays as it was.</exception>
    internal async ValueTask<KillState?> ReleaseAsync(long activation, KillRelease release, CancellationToken cancellationToken)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var kept = await store.GetAsync(cancellationToken).ConfigureAwait(false);
            var before = Newest(kept?.Value);
            if (before.Activation != activation || before.Mode == KillMode.Off)
            {
                return null;
            }

            var after = clock.Now() >= release.EffectiveAt ? before.Released(release, clock.Now()) : before with { Release = release };
            if (await store.TryWriteAsync(kept, after, cancellationToken).ConfigureAwait(false))
            {
                await news.JournalAsync(before, after, release, cancellationToken).ConfigureAwait(false);
                return after;
            }
        }

        throw new StorageException($"the kill switch could not be released in {MostTries} tries: other writers were always first");
    }

    private static bool IsKept(KillState state, KillState? kept) => state.Activation <= (kept?.Activation ?? 0);

    private async ValueTask<KillState> ObeyAsync(KillState? kept, KillState state, KillAsk? ask, CancellationToken cancellationToken) =>
        ask is null or { Mode: KillMode.Off } || (state.Raise(ask) is null && IsKept(state, kept)) ? state : await EscalateAsync(ask, cancellationToken).ConfigureAwait(false);

    private async ValueTask<KillState> EscalateAsync(KillAsk ask, CancellationToken cancellationToken)
    {
        var rise = await RaiseAsync(ask, cancellationToken).ConfigureAwait(false);
        await AlertAsync(rise, cancellationToken).ConfigureAwait(false);
        return rise.After;
    }

    // What this process is about to store counts before it is stored: a submit cannot slip in between.
    private void Announce(KillState after)
    {
        lock (gate)
        {
            if (announced is not { } mine || after.Activation > mine.Activation || (after.Activation == mine.Activation && after.Mode > mine.Mode))
            {
                announced = after;
            }
        }
    }

    private KillState Newest(KillState? read)
    {
        lock (gate)
        {
            return announced is { } mine && mine.Activation > (read?.Activation ?? 0) ? mine : read ?? KillState.Off;
        }
    }
}
