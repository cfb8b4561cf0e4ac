namespace Microsoft.DurableTask.Client;

/// <summary>What a purge removed.</summary>
public class PurgeResult
{
    /// <summary>So many instances.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Fewer than none.</exception>
    public PurgeResult(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        PurgedInstanceCount = count;
    }

    /// <summary>How many instances were removed.</summary>
    public int PurgedInstanceCount { get; }
}
