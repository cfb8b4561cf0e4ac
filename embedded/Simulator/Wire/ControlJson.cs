using System.Text.Json.Serialization;

namespace Trading.Embedded.Simulator.Wire;

/// <summary>An error.</summary>
internal sealed record ErrorJson([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Code, string Message);

/// <summary>The simulator's clock. A virtual one stands still until it is set again.</summary>
internal sealed record SimulatorClockJson(string Now, bool Virtual);

/// <summary>Where to set the clock.</summary>
internal sealed record SetClockJson(string? Now);

/// <summary>A fault that waits for its request; empty members match every request.</summary>
internal sealed record FaultJson
{
    public string? Kind { get; init; }

    public string? Method { get; init; }

    public string? Path { get; init; }

    /// <summary>How many requests it befalls; one when it is missing.</summary>
    public int? Times { get; init; }

    /// <summary>Of a partial fill: the shares that it takes; one when it is missing.</summary>
    public int? Qty { get; init; }
}

/// <summary>A request that came.</summary>
internal sealed record LoggedJson(string Method, string Path, string Query, int Status, string At, string? Fault);
