namespace Trading.Bench;

/// <summary>One row of the table.</summary>
/// <param name="Benchmark">The benchmark's name.</param>
/// <param name="What">What was measured, with its size.</param>
/// <param name="Value">The figure.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Limit">What it must not exceed, in the same unit; null when nothing is promised.</param>
/// <param name="Least">What it must reach, in the same unit; null when nothing is promised.</param>
internal sealed record Measurement(string Benchmark, string What, double Value, string Unit, double? Limit, double? Least = null)
{
    /// <summary>Whether the promise is kept; true where nothing is promised.</summary>
    public bool Kept => !(Value > Limit) && !(Value < Least);
}
