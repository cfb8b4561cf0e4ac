using Trading.Control;

namespace Trading.Operations.Alerting;

/// <summary>Raises the kill switch. It never lets it go: that takes two people.</summary>
public sealed class KillAction(KillSwitch kill, KillMode mode) : IAlertAction
{
    /// <inheritdoc/>
    public AlertActionKind Kind => mode == KillMode.HaltAll ? AlertActionKind.HaltAll : AlertActionKind.CloseOnly;

    /// <inheritdoc/>
    public async ValueTask<string> TakeAsync(Alert alert, CancellationToken cancellationToken)
    {
        var state = await kill.EscalateAsync(mode, KillSources.Health, $"Alerts:{alert.Code}", $"{alert.Code}: {alert.Sentence}", cancellationToken).ConfigureAwait(false);
        return $"the kill switch is {state.Mode.Word()} by {state.Who} ({state.Source})";
    }

    /// <inheritdoc/>
    public ValueTask<string?> ReleaseAsync(Alert alert, CancellationToken cancellationToken) => ValueTask.FromResult<string?>(null);
}
