using NodaTime;
using Trading.Control.Pauses;
using Trading.Execution.Requests;
using Trading.Operations.Health;

namespace Trading.Control.Draining;

/// <summary>What <c>system/state</c> answers: whether the desk runs, how far a shutdown has come, what people hold back and what they asked for.</summary>
public sealed record SystemState
{
    /// <summary>Of a shutdown its phase (<c>stopping_entries</c>, <c>cancelling</c>, <c>reconciling</c>, <c>drained</c>, <c>drained_with_leftovers</c>), otherwise the loop's word.</summary>
    public required string Phase { get; init; }

    /// <summary>Whether a shutdown has ended.</summary>
    public required bool Done { get; init; }

    /// <summary>When the shutdown began, UTC, or null.</summary>
    public Instant? StartedAt { get; init; }

    /// <summary>When it is over at the latest, UTC, or null.</summary>
    public Instant? Deadline { get; init; }

    /// <summary>When it ended, UTC, or null.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>Our orders that will change what is held: entries, and sales that are to happen now.</summary>
    public required int PendingOrders { get; init; }

    /// <summary>What is not finished now, a sentence each.</summary>
    public required IReadOnlyList<string> Pending { get; init; }

    /// <summary>What was left when the shutdown ended, a sentence each.</summary>
    public required IReadOnlyList<string> Leftovers { get; init; }

    /// <summary>What went wrong at the shutdown's last step, or null.</summary>
    public string? Problem { get; init; }

    /// <summary>What an operator wants of the loop: <c>running</c>, <c>paused</c> or <c>stopped</c>.</summary>
    public required string Loop { get; init; }

    /// <summary>Who said so.</summary>
    public required string Who { get; init; }

    /// <summary>Why.</summary>
    public required string Why { get; init; }

    /// <summary>Since when, UTC; null while it was never moved.</summary>
    public Instant? Since { get; init; }

    /// <summary>The loop's running instance, or null.</summary>
    public string? LoopInstance { get; init; }

    /// <summary>Entries held back by strategy and by symbol.</summary>
    public required IReadOnlyList<Pause> Pauses { get; init; }

    /// <summary>Exits that people asked for and that are not done yet.</summary>
    public required IReadOnlyList<ExitRequest> Exits { get; init; }
}

/// <summary>Reads the state from storage; the host adds what it knows of the loop.</summary>
public sealed class SystemStateReader(Drain drain, DrainBook drains, PauseBook pauses, ExitRequestBook requests)
{
    /// <summary>The state now.</summary>
    /// <exception cref="Storage.StorageException">The store could not answer.</exception>
    public async Task<SystemState> ReadAsync(LoopStatus seen, CancellationToken cancellationToken)
    {
        var shutdown = await drains.ReadAsync(cancellationToken).ConfigureAwait(false);
        var held = await pauses.ReadAsync(cancellationToken).ConfigureAwait(false);
        var left = await drain.UnfinishedAsync(cancellationToken).ConfigureAwait(false);
        return new SystemState
        {
            Phase = shutdown?.Phase.Word() ?? held.Loop.Mode.Word(),
            Done = shutdown?.IsDone ?? false,
            StartedAt = shutdown?.StartedAt,
            Deadline = shutdown?.Deadline,
            EndedAt = shutdown?.EndedAt,
            PendingOrders = left.Orders.Count,
            Pending = left.Sentences,
            Leftovers = shutdown?.Leftovers ?? [],
            Problem = shutdown?.Problem,
            Loop = held.Loop.Mode.Word(),
            Who = held.Loop.Who,
            Why = held.Loop.Why,
            Since = held.Loop.At,
            LoopInstance = seen.RunningInstance,
            Pauses = held.All,
            Exits = await requests.OpenAsync(cancellationToken).ConfigureAwait(false),
        };
    }
}
