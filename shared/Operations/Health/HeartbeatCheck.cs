using NodaTime;
using Trading.Control;
using Trading.Execution;
using Trading.Storage;

namespace Trading.Operations.Health;

/// <summary>The execution loop has shown life lately. Only while the session is open and no operator has stopped the loop.</summary>
public sealed class HeartbeatCheck(IRecords records, LoopSwitch loop) : IHealthCheck
{
    private static readonly Duration Settled = Duration.FromMinutes(3);
    private static readonly Duration Late = Duration.FromMinutes(2);
    private static readonly Duration Dead = Duration.FromMinutes(5);
    private readonly RecordTable<ExecutionHeartbeat> table = new(records, ExecutionHeartbeat.Table);

    /// <inheritdoc/>
    public string Name => "heartbeat";

    /// <inheritdoc/>
    public async ValueTask<CheckResult> LookAsync(HealthRound round, CancellationToken cancellationToken)
    {
        if (!round.IsInSession(Settled))
        {
            return CheckResult.Healthy(Name, "no session");
        }

        var wanted = await loop.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (wanted.Mode == LoopMode.Stopped)
        {
            return CheckResult.Degraded(Name, $"the loop was stopped by {wanted.Who}: {wanted.Why}");
        }

        var beat = (await table.GetAsync(ExecutionHeartbeat.Partition, ExecutionHeartbeat.Row, cancellationToken).ConfigureAwait(false))?.Value;
        if (beat is null || beat.Date != round.Date)
        {
            return CheckResult.Unhealthy(Name, "the loop has shown no life today");
        }

        // A clock that stands behind the heartbeat's is not an old heartbeat.
        var age = Duration.Max(Duration.Zero, round.Now - beat.At);
        var sentence = $"cycle {beat.Cycle} was {(int)age.TotalSeconds} s ago, {beat.Errors} faults";
        return age > Dead ? CheckResult.Unhealthy(Name, sentence)
            : age > Late || beat.Errors > 0 ? CheckResult.Degraded(Name, sentence)
            : CheckResult.Healthy(Name, sentence);
    }
}
