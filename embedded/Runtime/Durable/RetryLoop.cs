using Microsoft.DurableTask;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>Tries an activity again by its policy. Each attempt and each wait is a task of the history, so a restart goes on where it was.</summary>
internal sealed class RetryLoop(OrchestratorContext context, RetryPolicy policy)
{
    private readonly DateTime begun = context.CurrentUtcDateTime;

    /// <exception cref="TaskFailedException">The last attempt's failure.</exception>
    public async Task<string?> RunAsync(Func<Task<string?>> attempt)
    {
        for (var failed = 1; ; failed++)
        {
            try
            {
                return await attempt().ConfigureAwait(true);
            }
            catch (TaskFailedException failure) when (failed < policy.MaxNumberOfAttempts && InTime() && policy.Handle(failure))
            {
                await context.CreateTimer(Wait(failed), CancellationToken.None).ConfigureAwait(true);
            }
        }
    }

    private bool InTime() => policy.RetryTimeout == Timeout.InfiniteTimeSpan || context.CurrentUtcDateTime < begun + policy.RetryTimeout;

    private TimeSpan Wait(int failed)
    {
        var milliseconds = policy.FirstRetryInterval.TotalMilliseconds * Math.Pow(policy.BackoffCoefficient, failed - 1);
        var limit = policy.MaxRetryInterval == Timeout.InfiniteTimeSpan ? TimeSpan.MaxValue : policy.MaxRetryInterval;
        return milliseconds < limit.TotalMilliseconds ? TimeSpan.FromMilliseconds(milliseconds) : limit;
    }
}
