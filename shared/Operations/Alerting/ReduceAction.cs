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
        var state = await loop.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (state.Mode != LoopMode.Running)
        {
            return $"entries are {state.Mode.ToString().ToLowerInvariant()} by {state.Who} already";
        }

        await loop.SetAsync(LoopMode.Paused, Who(alert), alert.Sentence, cancellationToken).ConfigureAwait(false);
        return "entries are paused while the alert stands; reduce what it names";
    }

    /// <inheritdoc/>
    public async ValueTask<string?> ReleaseAsync(Alert alert, CancellationToken cancellationToken)
    {
        var state = await loop.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (state.Mode != LoopMode.Paused || state.Who != Who(alert))
        {
            return null;
        }

        await loop.SetAsync(LoopMode.Running, Who(alert), $"{alert.Code} is over", cancellationToken).ConfigureAwait(false);
        return "entries go on";
    }

    private static string Who(Alert alert) => $"alert {alert.Code}";
}
