using Trading.Control;

namespace Trading.Operations.Readings;

/// <summary>What an operator wants of the loop: 0 running, 1 paused, 2 stopped.</summary>
public sealed class LoopReading(LoopSwitch loop) : IReadingSource
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var state = await loop.ReadAsync(cancellationToken).ConfigureAwait(false);
        return [new Reading("loop_mode", (decimal)state.Mode - (decimal)LoopMode.Running, string.Empty, $"the loop is {state.Mode.Word()}: {state.Why}")];
    }
}
