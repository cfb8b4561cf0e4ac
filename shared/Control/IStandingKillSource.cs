namespace Trading.Control;

/// <summary>A source that asks for a kill for as long as something stands, such as a drawdown past its limit. While it does, the kill switch is not released.</summary>
public interface IStandingKillSource
{
    /// <summary>What still asks for a kill and what to do first, one sentence; null when it does not ask any more.</summary>
    /// <exception cref="Storage.StorageException">It cannot be known: nothing is released then.</exception>
    ValueTask<string?> WhyStillAsync(CancellationToken cancellationToken);
}
