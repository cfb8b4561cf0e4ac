namespace Microsoft.DurableTask.Client;

/// <summary>How an instance is terminated.</summary>
/// <param name="Output">The output that it leaves.</param>
/// <param name="Recursive">Whether the instances it started are terminated, too.</param>
public record TerminateInstanceOptions(object? Output = null, bool Recursive = false);

/// <summary>How an instance is purged.</summary>
/// <param name="Recursive">Whether the instances it started are purged, too.</param>
public record PurgeInstanceOptions(bool Recursive = false);

/// <summary>Which instances are purged, of those that have ended.</summary>
/// <param name="CreatedFrom">Created then or later.</param>
/// <param name="CreatedTo">Created then or earlier.</param>
/// <param name="Statuses">In one of these statuses.</param>
public record PurgeInstancesFilter(DateTimeOffset? CreatedFrom = null, DateTimeOffset? CreatedTo = null, IEnumerable<OrchestrationRuntimeStatus>? Statuses = null);

/// <summary>Which instances are asked for.</summary>
/// <param name="CreatedFrom">Created then or later.</param>
/// <param name="CreatedTo">Created then or earlier.</param>
/// <param name="Statuses">In one of these statuses.</param>
/// <param name="TaskHubNames">In one of these hubs.</param>
/// <param name="InstanceIdPrefix">With an id that starts so.</param>
/// <param name="PageSize">At most so many a page.</param>
/// <param name="FetchInputsAndOutputs">With their payloads.</param>
/// <param name="ContinuationToken">From where a page left off.</param>
public record OrchestrationQuery(
    DateTimeOffset? CreatedFrom = null,
    DateTimeOffset? CreatedTo = null,
    IEnumerable<OrchestrationRuntimeStatus>? Statuses = null,
    IEnumerable<string>? TaskHubNames = null,
    string? InstanceIdPrefix = null,
    int PageSize = OrchestrationQuery.DefaultPageSize,
    bool FetchInputsAndOutputs = false,
    string? ContinuationToken = null)
{
    /// <summary>The usual size of a page.</summary>
    public const int DefaultPageSize = 100;
}
