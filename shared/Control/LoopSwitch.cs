using NodaTime;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Control;

/// <summary>What an operator wants of the execution loop.</summary>
public enum LoopMode
{
    /// <summary>It runs.</summary>
    Running = 1,

    /// <summary>It manages exits and makes no entries.</summary>
    Paused = 2,

    /// <summary>An operator stopped it; no job starts it again.</summary>
    Stopped = 3,
}

/// <summary>The words by which the modes are shown.</summary>
public static class LoopWords
{
    /// <summary>The word of a mode: <c>running</c>, <c>paused</c> or <c>stopped</c>.</summary>
    public static string Word(this LoopMode mode) => mode switch
    {
        LoopMode.Running => "running",
        LoopMode.Paused => "paused",
        _ => "stopped",
    };
}

/// <summary>Where the loop's switch stands.</summary>
/// <param name="Mode">What is wanted.</param>
/// <param name="Who">The person who said so.</param>
/// <param name="Why">The sentence a person reads.</param>
/// <param name="At">Since when, UTC; null while it was never moved.</param>
public sealed record LoopState(LoopMode Mode, string Who, string Why, Instant? At)
{
    /// <summary>Never moved: it runs.</summary>
    public static LoopState Initial { get; } = new(LoopMode.Running, "nobody", "never used", null);
}

/// <summary>The operator's switch of the execution loop, kept in table <c>control</c>, partition <c>desk</c>, row <c>loop</c>.</summary>
public sealed class LoopSwitch(IRecords records, JournalWriter journal, TimeProvider clock)
{
    private const string Partition = "desk";
    private const string Row = "loop";
    private readonly RecordTable<LoopState> table = new(records, "control");

    /// <summary>Where the switch stands now.</summary>
    /// <exception cref="StorageException">The store could not answer.</exception>
    public async ValueTask<LoopState> ReadAsync(CancellationToken cancellationToken) =>
        (await table.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false))?.Value ?? LoopState.Initial;

    /// <summary>Moves the switch from where <paramref name="from"/> allows it and nowhere else: what somebody does at the same moment stands.</summary>
    /// <returns>Whether it was moved.</returns>
    /// <exception cref="StorageException">The change could not be kept.</exception>
    public async ValueTask<bool> TrySetAsync(Func<LoopState, bool> from, LoopMode mode, string who, string why, CancellationToken cancellationToken)
    {
        var there = await table.GetAsync(Partition, Row, cancellationToken).ConfigureAwait(false);
        if (!from(there?.Value ?? LoopState.Initial))
        {
            return false;
        }

        var next = new LoopState(mode, who, why, clock.Now());
        var written = there is null
            ? await table.InsertAsync(Partition, Row, next, cancellationToken).ConfigureAwait(false)
            : await table.ReplaceAsync(Partition, Row, next, there.Version, cancellationToken).ConfigureAwait(false);
        if (written is null)
        {
            return false;
        }

        await TellAsync(next, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Moves the switch.</summary>
    /// <exception cref="StorageException">The change could not be kept.</exception>
    public async ValueTask SetAsync(LoopMode mode, string who, string why, CancellationToken cancellationToken)
    {
        var next = new LoopState(mode, who, why, clock.Now());
        await table.PutAsync(Partition, Row, next, cancellationToken).ConfigureAwait(false);
        await TellAsync(next, cancellationToken).ConfigureAwait(false);
    }

    private ValueTask TellAsync(LoopState state, CancellationToken cancellationToken) =>
        journal.AppendAsync("loop-switched", "loop", new { state.Mode, state.Who, state.Why }, cancellationToken);
}
