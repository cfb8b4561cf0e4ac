using NodaTime;
using Trading.Control;

namespace Trading.Operations.Health;

/// <summary>Exactly one execution loop runs while the session is open, and none that an operator stopped.</summary>
public sealed class LoopCheck(LoopSwitch loop) : IHealthCheck
{
    private static readonly Duration Settled = Duration.FromMinutes(1);

    /// <inheritdoc/>
    public string Name => "loop";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        var seen = round.Loop;
        if (seen.RunningCount > 1)
        {
            return CheckResult.Unhealthy(Name, $"{seen.RunningCount} loops run");
        }

        if (seen.Problem is { } problem)
        {
            return CheckResult.Unhealthy(Name, problem);
        }

        var wanted = await loop.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (wanted.Mode == LoopMode.Stopped)
        {
            return CheckResult.Degraded(Name, seen.RunningCount == 0 ? $"stopped by {wanted.Who}" : $"{seen.RunningInstance} runs though {wanted.Who} stopped the loop");
        }

        return round.IsInSession(Settled) && seen.RunningCount == 0
            ? CheckResult.Unhealthy(Name, "no loop runs while the market is open")
            : CheckResult.Healthy(Name, seen.RunningInstance ?? "none is due");
    }
}
