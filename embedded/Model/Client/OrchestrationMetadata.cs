namespace Microsoft.DurableTask.Client;

/// <summary>What is known about an instance.</summary>
/// <param name="name">The orchestration's name.</param>
/// <param name="instanceId">The instance's id.</param>
public sealed class OrchestrationMetadata(string name, string instanceId)
{
    /// <summary>The orchestration's name.</summary>
    public string Name { get; } = name;

    /// <summary>The instance's id.</summary>
    public string InstanceId { get; } = instanceId;

    /// <summary>Reads the payloads; null when they were not asked for.</summary>
    public DataConverter? DataConverter { get; init; }

    /// <summary>Where the instance stands.</summary>
    public OrchestrationRuntimeStatus RuntimeStatus { get; init; }

    /// <summary>When it was started, UTC.</summary>
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything last happened to it, UTC.</summary>
    public DateTimeOffset LastUpdatedAt { get; init; }

    /// <summary>Its input, or null.</summary>
    public string? SerializedInput { get; init; }

    /// <summary>Its output, or null.</summary>
    public string? SerializedOutput { get; init; }

    /// <summary>What it shows about itself, or null.</summary>
    public string? SerializedCustomStatus { get; init; }

    /// <summary>Why it failed, or null.</summary>
    public TaskFailureDetails? FailureDetails { get; init; }

    /// <summary>Whether it is running.</summary>
    public bool IsRunning => RuntimeStatus == OrchestrationRuntimeStatus.Running;

    /// <summary>Whether it has ended in any way.</summary>
    public bool IsCompleted =>
        RuntimeStatus is OrchestrationRuntimeStatus.Completed or OrchestrationRuntimeStatus.Failed or OrchestrationRuntimeStatus.Terminated;

    /// <summary>The input.</summary>
    /// <exception cref="InvalidOperationException">The payloads were not asked for.</exception>
    public T? ReadInputAs<T>() => Converter.Deserialize<T>(SerializedInput);

    /// <summary>The output.</summary>
    /// <exception cref="InvalidOperationException">The payloads were not asked for.</exception>
    public T? ReadOutputAs<T>() => Converter.Deserialize<T>(SerializedOutput);

    /// <summary>What it shows about itself.</summary>
    /// <exception cref="InvalidOperationException">The payloads were not asked for.</exception>
    public T? ReadCustomStatusAs<T>() => Converter.Deserialize<T>(SerializedCustomStatus);

    private DataConverter Converter => DataConverter ?? throw new InvalidOperationException("inputs and outputs were not asked for with this instance");
}
