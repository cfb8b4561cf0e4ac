using NodaTime;

namespace Trading.Control.Draining;

/// <summary>A shutdown: how far it has come, and what was left at its end.</summary>
/// <param name="Phase">The phase it is in.</param>
/// <param name="Who">The person.</param>
/// <param name="Why">The sentence a person reads.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="AskedAt">When the broker was last asked to cancel, UTC, or null.</param>
/// <param name="EndedAt">When it ended, UTC; null while it goes on.</param>
/// <param name="Problem">What went wrong at the last step, or null.</param>
/// <param name="Leftovers">What is left, a sentence each; empty until the end.</param>
public sealed record DrainState(
    DrainPhase Phase, string Who, string Why, Instant StartedAt, Instant? AskedAt, Instant? EndedAt, string? Problem, IReadOnlyList<string> Leftovers)
{
    private static readonly Duration Stopping = Duration.FromSeconds(30);
    private static readonly Duration Cancelling = Duration.FromMinutes(3);
    private static readonly Duration Reconciling = Duration.FromMinutes(1);

    /// <summary>Until when it is over at the latest, UTC: four and a half minutes after its start.</summary>
    public Instant Deadline => StartedAt + Stopping + Cancelling + Reconciling;

    /// <summary>Whether it has ended.</summary>
    public bool IsDone => EndedAt is not null;

    /// <summary>What its events are filed under.</summary>
    internal string Correlation => $"shutdown-{NodaTime.Text.InstantPattern.General.Format(StartedAt)}";

    /// <summary>A shutdown that begins.</summary>
    internal static DrainState Begin(string who, string why, Instant now) => new(DrainPhase.StoppingEntries, who, why, now, null, null, null, []);

    /// <summary>Until when a phase may take, UTC; what an earlier phase did not use is the next one's.</summary>
    internal Instant EndOf(DrainPhase phase) => phase switch
    {
        DrainPhase.StoppingEntries => StartedAt + Stopping,
        DrainPhase.Cancelling => StartedAt + Stopping + Cancelling,
        _ => Deadline,
    };
}
