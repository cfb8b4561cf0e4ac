using NodaTime;

namespace Trading.Operations.Schedules;

/// <summary>What the host last saw of its orchestrations. The domain cannot ask for itself.</summary>
/// <param name="Waiting">Those that are accepted and not started, and those of another day that still live.</param>
/// <param name="At">When, UTC.</param>
public sealed record OrchestrationsSeen(int Waiting, Instant At);

/// <summary>Remembers what the host last saw.</summary>
public sealed class OrchestrationSight
{
    private OrchestrationsSeen? latest;

    /// <summary>The last look, or null when there was none in this process.</summary>
    public OrchestrationsSeen? Latest => Volatile.Read(ref latest);

    /// <summary>Remembers a look.</summary>
    public void Note(OrchestrationsSeen seen) => Volatile.Write(ref latest, seen);
}
