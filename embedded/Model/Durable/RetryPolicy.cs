namespace Microsoft.DurableTask;

/// <summary>How often, how long and after which failures a task is tried again.</summary>
public class RetryPolicy
{
    /// <summary>A policy.</summary>
    /// <param name="maxNumberOfAttempts">Attempts in all, at least one.</param>
    /// <param name="firstRetryInterval">The wait before the second attempt, above zero.</param>
    /// <param name="backoffCoefficient">Each wait is the one before times this, at least 1.</param>
    /// <param name="maxRetryInterval">No wait is longer; an hour when null.</param>
    /// <param name="retryTimeout">No attempt begins later than this after the first; no limit when null.</param>
    /// <exception cref="ArgumentOutOfRangeException">A value lies outside its range, or a limit is shorter than the first wait.</exception>
    public RetryPolicy(
        int maxNumberOfAttempts,
        TimeSpan firstRetryInterval,
        double backoffCoefficient = 1.0,
        TimeSpan? maxRetryInterval = null,
        TimeSpan? retryTimeout = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxNumberOfAttempts);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(firstRetryInterval, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(backoffCoefficient, 1.0);
        ThrowIfShorter(maxRetryInterval, firstRetryInterval, nameof(maxRetryInterval));
        ThrowIfShorter(retryTimeout, firstRetryInterval, nameof(retryTimeout));
        MaxNumberOfAttempts = maxNumberOfAttempts;
        FirstRetryInterval = firstRetryInterval;
        BackoffCoefficient = backoffCoefficient;
        MaxRetryInterval = maxRetryInterval ?? TimeSpan.FromHours(1);
        RetryTimeout = retryTimeout ?? Timeout.InfiniteTimeSpan;
    }

    /// <summary>Attempts in all.</summary>
    public int MaxNumberOfAttempts { get; }

    /// <summary>The wait before the second attempt.</summary>
    public TimeSpan FirstRetryInterval { get; }

    /// <summary>Each wait is the one before times this.</summary>
    public double BackoffCoefficient { get; }

    /// <summary>No wait is longer.</summary>
    public TimeSpan MaxRetryInterval { get; }

    /// <summary>No attempt begins later than this after the first.</summary>
    public TimeSpan RetryTimeout { get; }

    /// <summary>Whether a failure is worth another attempt.</summary>
    public Func<Exception, bool> Handle { get; private init; } = static _ => true;

    /// <summary>Whether a failure is worth another attempt, by its details.</summary>
    public Func<TaskFailureDetails, bool> HandleFailure
    {
        init => Handle = failure => value(TaskFailureDetails.FromFailedTask(failure));
    }

    private static void ThrowIfShorter(TimeSpan? limit, TimeSpan first, string name)
    {
        if (limit < first && limit != Timeout.InfiniteTimeSpan)
        {
            throw new ArgumentOutOfRangeException(name, limit, "shorter than the first wait");
        }
    }
}
