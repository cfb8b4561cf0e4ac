using Trading.Control;

namespace Trading.Operations.Readings;

/// <summary>The kill switch: 0 off, 1 close_only, 2 halt_all; its subject is the mode's word and the activation, as in the alert of whoever moves it.</summary>
public sealed class KillReading(KillSwitch kill) : IReadingSource
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var state = await kill.ReadAsync(cancellationToken).ConfigureAwait(false);
        return state.Source == "storage" ? [new Reading("kill_mode", null, string.Empty, state.Why)]
            : state.Mode == KillMode.Off ? [new Reading("kill_mode", 0m, string.Empty, "the kill switch is off")]
            : [new Reading("kill_mode", (decimal)state.Mode, $"{state.Mode.Word()}:{state.Activation}", $"trading is {state.Mode.Word()} by {state.Who} ({state.Source}): {state.Why}")];
    }
}
