using System.Text.Json.Serialization;
using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>
/// An instance as it was when its present run began, or as it ended. Continue-as-new is one write of this record: the next generation, its
/// input and the events carried over. A process that dies before it repeats the old run's last step; after it, the new run is there.
/// </summary>
/// <param name="Name">The orchestration's name.</param>
/// <param name="Generation">Counts the runs under this id, from 1.</param>
/// <param name="Status">Running, or how it ended.</param>
/// <param name="CreatedAt">When it was first started, UTC.</param>
/// <param name="StartedAt">When this run began, UTC.</param>
/// <param name="UpdatedAt">When this record was written, UTC.</param>
/// <param name="Input">This run's input, JSON.</param>
/// <param name="Carried">Events that the run before had not used.</param>
/// <param name="Output">What it left when it ended, JSON.</param>
/// <param name="CustomStatus">What it showed about itself when it ended, JSON.</param>
/// <param name="Failure">Why it failed.</param>
internal sealed record InstanceRecord(
    string Name,
    int Generation,
    OrchestrationRuntimeStatus Status,
    DateTime CreatedAt,
    DateTime StartedAt,
    DateTime UpdatedAt,
    string? Input,
    IReadOnlyList<HistoryEvent> Carried,
    string? Output = null,
    string? CustomStatus = null,
    Failure? Failure = null);

/// <summary>The durable records' JSON, generated: a fresh process does not wait for reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(InstanceRecord))]
[JsonSerializable(typeof(HistoryRow))]
internal sealed partial class DurableJson : JsonSerializerContext;
