namespace Microsoft.DurableTask;

/// <summary>How an orchestration is started.</summary>
public record StartOrchestrationOptions
{
    /// <summary>Options with an id and a time.</summary>
    /// <param name="InstanceId">The instance's id, or null for a new one.</param>
    /// <param name="StartAt">When it starts, or null for at once.</param>
    public StartOrchestrationOptions(string? InstanceId = null, DateTimeOffset? StartAt = null)
    {
        this.InstanceId = InstanceId;
        this.StartAt = StartAt;
    }

    /// <summary>A copy.</summary>
    public StartOrchestrationOptions(StartOrchestrationOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        InstanceId = options.InstanceId;
        StartAt = options.StartAt;
        DedupeStatuses = options.DedupeStatuses;
    }

    /// <summary>The instance's id, or null for a new one.</summary>
    public string? InstanceId { get; init; }

    /// <summary>When it starts, or null for at once, which is all that the embedded host does.</summary>
    public DateTimeOffset? StartAt { get; init; }

    /// <summary>The statuses, by name, in which an instance of the same id is left alone and the start refused; null for the platform's rule.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
