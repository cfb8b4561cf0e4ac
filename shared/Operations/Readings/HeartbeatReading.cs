using Trading.Control;
using Trading.Execution;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Readings;

/// <summary>How old the execution loop's last sign of life is, in seconds of the session; zero while an operator keeps it stopped.</summary>
public sealed class HeartbeatReading(IRecords records, LoopSwitch loop, TimeProvider clock) : IReadingSource
{
    private readonly RecordTable<ExecutionHeartbeat> table = new(records, ExecutionHeartbeat.Table);

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        if (await loop.ReadAsync(cancellationToken).ConfigureAwait(false) is { Mode: LoopMode.Stopped } stopped)
        {
            return [new Reading("heartbeat_age_seconds", 0m, string.Empty, $"the loop was stopped by {stopped.Who}")];
        }

        var beat = await table.GetAsync(ExecutionHeartbeat.Partition, ExecutionHeartbeat.Row, cancellationToken).ConfigureAwait(false);
        var age = SessionAge.Seconds(beat?.Value.At, clock.Now());
        return [new Reading("heartbeat_age_seconds", age, string.Empty, beat is null ? "the loop has never shown life" : $"cycle {beat.Value.Cycle} was the last, {age} s of the session ago")];
    }
}
