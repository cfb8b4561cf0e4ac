namespace Microsoft.DurableTask.Client;

/// <summary>Where an instance stands.</summary>
public enum OrchestrationRuntimeStatus
{
    /// <summary>Started and not ended.</summary>
    Running = 0,

    /// <summary>Ended as its code meant.</summary>
    Completed = 1,

    /// <summary>Ended by a failure.</summary>
    Failed = 3,

    /// <summary>Ended from outside.</summary>
    Terminated = 5,

    /// <summary>Accepted and not started.</summary>
    Pending = 6,

    /// <summary>Held from outside.</summary>
    Suspended = 7,
}
