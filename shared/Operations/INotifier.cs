namespace Trading.Operations;

/// <summary>Tells a person. A notifier that fails may throw: alerts go on without it.</summary>
public interface INotifier
{
    /// <summary>Sends one alert and returns when it has been handed over.</summary>
    ValueTask NotifyAsync(Alert alert, CancellationToken cancellationToken);
}
