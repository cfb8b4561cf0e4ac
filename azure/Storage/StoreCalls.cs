using Polly;
using Polly.Retry;
using Polly.Timeout;
using Trading.Storage;

namespace Trading.Adapters.Storage;

/// <summary>
/// Asks the service: a call that fails in passing is repeated three times, all within half a minute, and what fails for good is a <see cref="StorageException"/> of one line.
/// The call is told whether it is a repeat, for then an earlier try may have done the work and only its answer was lost.
/// </summary>
internal sealed class StoreCalls(TimeProvider clock)
{
    private readonly ResiliencePipeline pipeline = new ResiliencePipelineBuilder { TimeProvider = clock }
        .AddTimeout(TimeSpan.FromSeconds(30))
        .AddRetry(new RetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = TimeSpan.FromMilliseconds(200),
            MaxDelay = TimeSpan.FromSeconds(2),
            ShouldHandle = static args => ValueTask.FromResult(
                args.Outcome.Exception is { } fault && StoreFaults.IsPassing(fault) && !args.Context.CancellationToken.IsCancellationRequested),
        })
        .Build();

    /// <summary>Runs a call.</summary>
    /// <param name="what">What is asked for, in the words of the exception.</param>
    /// <param name="call">Given whether it is a repeat.</param>
    /// <param name="cancellationToken">Cancels the call and the waits.</param>
    /// <exception cref="StorageException">The service did not answer, or refused.</exception>
    public async ValueTask<T> RunAsync<T>(string what, Func<bool, CancellationToken, Task<T>> call, CancellationToken cancellationToken)
    {
        var tries = 0;
        try
        {
            return await pipeline.ExecuteAsync(async token => await call(tries++ > 0, token).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested && (StoreFaults.IsService(fault) || fault is TimeoutRejectedException))
        {
            throw StoreFaults.Of(what, fault);
        }
    }
}
