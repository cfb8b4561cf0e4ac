using NodaTime;
using Trading.Time;

namespace Trading.Operations.Health;

/// <summary>How a part of the system is, from best to worst.</summary>
public enum HealthStatus
{
    /// <summary>As it should be.</summary>
    Healthy = 1,

    /// <summary>Worse than it should be; trading goes on, perhaps without entries.</summary>
    Degraded = 2,

    /// <summary>Somebody must look now.</summary>
    Unhealthy = 3,
}

/// <summary>The outcome of one named check.</summary>
/// <param name="Name">The check.</param>
/// <param name="Status">How it is.</param>
/// <param name="Sentence">The reason, with the numbers.</param>
public sealed record CheckResult(string Name, HealthStatus Status, string Sentence)
{
    internal static CheckResult Healthy(string name, string sentence) => new(name, HealthStatus.Healthy, sentence);

    internal static CheckResult Degraded(string name, string sentence) => new(name, HealthStatus.Degraded, sentence);

    internal static CheckResult Unhealthy(string name, string sentence) => new(name, HealthStatus.Unhealthy, sentence);
}

/// <summary>The execution loop's orchestration as the host sees it; the domain knows no orchestration client.</summary>
/// <param name="RunningInstance">The running instance, or null.</param>
/// <param name="RunningCount">How many instances of the loop run.</param>
/// <param name="Problem">Why the host could not tell; null when it could. A loop that failed is one that does not run.</param>
public sealed record LoopStatus(string? RunningInstance, int RunningCount, string? Problem);

/// <summary>What every check of one round may look at.</summary>
/// <param name="Now">The round's instant, UTC.</param>
/// <param name="Date">Its New York date.</param>
/// <param name="Session">That date's session, or null.</param>
/// <param name="Loop">The loop's orchestration.</param>
public sealed record HealthRound(Instant Now, LocalDate Date, Session? Session, LoopStatus Loop)
{
    /// <summary>Whether the session has been open for <paramref name="settled"/> and is open still.</summary>
    public bool IsInSession(Duration settled) => Session is { } session && session.Open + settled <= Now && Now < session.Close;
}

/// <summary>One named check.</summary>
public interface IHealthCheck
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Looks. May throw: then the check itself counts as unhealthy.</summary>
    ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken);
}
