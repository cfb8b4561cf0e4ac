using System.Text.Json.Serialization;
using NodaTime;
using Trading.Control;
using Trading.Execution;

namespace Trading.Functions.Http;

/// <summary>Where the kill switch stands, as the routes show it.</summary>
internal sealed record KillView
{
    /// <summary>Whether it is above off.</summary>
    [JsonPropertyName("kill_switch")]
    public required bool KillSwitch { get; init; }

    /// <summary><c>off</c>, <c>close_only</c> or <c>halt_all</c>.</summary>
    public required string Mode { get; init; }

    /// <summary>What moved it there.</summary>
    public required string Source { get; init; }

    /// <summary>Who.</summary>
    public required string Who { get; init; }

    /// <summary>Why.</summary>
    public required string Why { get; init; }

    /// <summary>Since when, UTC.</summary>
    public Instant? At { get; init; }

    /// <summary>The number of the newest activation.</summary>
    public required long Activation { get; init; }

    /// <summary>All that ask for a kill.</summary>
    public required IReadOnlyList<KillAskView> Sources { get; init; }

    /// <summary>The release that is agreed on and waits.</summary>
    public KillReleaseView? Release { get; init; }

    /// <summary>Entries whose cancel the broker took; after a kill only.</summary>
    public IReadOnlyList<string>? Cancelled { get; init; }

    /// <summary>Entries that may still work, and why; after a kill only.</summary>
    [JsonPropertyName("not_cancelled")]
    public IReadOnlyList<StillWorking>? NotCancelled { get; init; }

    /// <summary>What else went wrong; after a kill only.</summary>
    public IReadOnlyList<string>? Faults { get; init; }

    /// <summary>How the request was read, when that was not plain.</summary>
    public string? Note { get; init; }

    /// <summary>The view of a state.</summary>
    public static KillView Of(KillState state) => new()
    {
        KillSwitch = state.Mode != KillMode.Off,
        Mode = state.Mode.Word(),
        Source = state.Source,
        Who = state.Who,
        Why = state.Why,
        At = state.At,
        Activation = state.Activation,
        Sources = [.. state.Asks.Select(ask => new KillAskView(ask.Source, ask.Mode.Word(), ask.Who, ask.Why, ask.At))],
        Release = state.Release is { } agreed ? new KillReleaseView(agreed.RequestId, agreed.RequestedBy, agreed.ApprovedBy, agreed.EffectiveAt) : null,
    };

    /// <summary>The view of what a kill came to.</summary>
    public static KillView Of(KillReport report, string? note) =>
        Of(report.State) with { Cancelled = report.Cancelled, NotCancelled = report.NotCancelled, Faults = report.Faults.Count == 0 ? null : report.Faults, Note = note };
}

/// <summary>One that asks for a kill.</summary>
/// <param name="Source">Its source.</param>
/// <param name="Mode">What it asks for.</param>
/// <param name="Who">The person or job.</param>
/// <param name="Why">Why.</param>
/// <param name="At">Since when, UTC.</param>
internal sealed record KillAskView(string Source, string Mode, string Who, string Why, Instant At);

/// <summary>A release that waits.</summary>
/// <param name="RequestId">The request.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="ApprovedBy">Who approved.</param>
/// <param name="EffectiveAt">When it counts, UTC.</param>
internal sealed record KillReleaseView(
    [property: JsonPropertyName("request_id")] string RequestId,
    [property: JsonPropertyName("requested_by")] string RequestedBy,
    [property: JsonPropertyName("approved_by")] string ApprovedBy,
    [property: JsonPropertyName("effective_at")] Instant EffectiveAt);
