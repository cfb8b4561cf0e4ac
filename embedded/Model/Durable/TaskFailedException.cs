namespace Microsoft.DurableTask;

/// <summary>An activity failed, and its retries, if it had any, are used up.</summary>
public sealed class TaskFailedException : Exception
{
    /// <summary>A failure known by its exception.</summary>
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Sentence(taskName, taskId, innerException?.Message), innerException)
    {
        ArgumentNullException.ThrowIfNull(innerException);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    /// <summary>A failure known by its details.</summary>
    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Sentence(taskName, taskId, failureDetails?.ErrorMessage))
    {
        ArgumentNullException.ThrowIfNull(failureDetails);
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    /// <summary>The activity's name.</summary>
    public string TaskName { get; }

    /// <summary>Its number within the orchestration.</summary>
    public int TaskId { get; }

    /// <summary>What happened.</summary>
    public TaskFailureDetails FailureDetails { get; }

    private static string Sentence(string name, int id, string? detail) => $"Task '{name}' (#{id}) failed with an unhandled exception: {detail}";
}
