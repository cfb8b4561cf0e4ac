namespace Microsoft.DurableTask;

/// <summary>How an orchestration is started.</summary>
/// <param name="InstanceId">The instance's id, or null for a new one.</param>
public record StartOrchestrationOptions(string? InstanceId = null)
{
    /// <summary>The statuses, by name, in which an instance of the same id is left alone and the start refused; null for the platform's rule.</summary>
    public IReadOnlyList<string>? DedupeStatuses { get; init; }
}
