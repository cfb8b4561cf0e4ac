namespace Trading.Operations.Telemetry;

/// <summary>One instrument as people are told of it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind"><c>counter</c>, <c>histogram</c> or <c>gauge</c>.</param>
/// <param name="Unit">Its unit: <c>s</c>, <c>bps</c>, <c>USD</c>, <c>%</c>, or what is counted, in braces; empty for a plain number.</param>
/// <param name="Dimensions">Its dimensions, parted by a comma and a blank; empty without any.</param>
/// <param name="Sentence">What it tells.</param>
public sealed record TelemetryLine(string Name, string Kind, string Unit, string Dimensions, string Sentence)
{
    /// <summary>The names under which the operators' earlier systems had the same, parted by a comma and a blank; empty when none had it.</summary>
    public string Before { get; init; } = string.Empty;
}
