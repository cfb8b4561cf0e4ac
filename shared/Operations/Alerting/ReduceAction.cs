using Trading.Control;

namespace Trading.Operations.Alerting;

/// <summary>
/// Stops adding to what is too much: entries pause while the alert stands, exits go on and bring the positions down. It sells nothing: which position to reduce, and how far, is a person's
/// to decide, and the alert says which contributes most. What an operator has paused or stopped is left as it is, then and afterwards.
/// </summary>
public sealed class ReduceAction(LoopSwitch loop) : IAlertAction
{
    /// <inheritdoc/>
    public AlertActionKind Kind => AlertActionKind.ReducePositions;

    /// <inheritdoc/>
    public async ValueTask<string> TakeAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (await loop.TrySetAsync(state => state.Mode == LoopMode.Running, LoopMode.Paused, Who(alert), alert.Sentence, cancellationToken).ConfigureAwait(false))
        {
            return "entries are paused while the alert stands; reduce what it names";
        }

        var state = await loop.ReadAsync(cancellationToken).ConfigureAwait(false);
        return $"entries are {state.Mode.Word()} by {state.Who} already";
    }

    /// <inheritdoc/>
    public async ValueTask<string?> ReleaseAsync(Alert alert, CancellationToken cancellationToken)
    {
        var isEnded = await loop.TrySetAsync(
            state => state.Mode == LoopMode.Paused && state.Who == Who(alert), LoopMode.Running, Who(alert), $"{alert.Code} is over", cancellationToken).ConfigureAwait(false);
        return isEnded ? "entries go on" : null;
    }

    private static string Who(Alert alert) => $"alert {alert.Code}";
}
