namespace Trading.Operations;

/// <summary>Tells a person. A notifier that fails may throw: alerts go on without it.</summary>
public interface INotifier
{
    /// <summary>Whether people are meant to hear. A rehearsal's alerts are for nobody: then no message leaves by any other way either.</summary>
    bool TellsPeople => true;

    /// <summary>Tells one alert and returns when it has been handed over; must not wait for a network, because trading waits for it.</summary>
    ValueTask NotifyAsync(Alert alert, CancellationToken cancellationToken);
}
