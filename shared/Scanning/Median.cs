namespace Trading.Scanning;

/// <summary>The median by linear interpolation.</summary>
internal static class Median
{
    /// <summary>The median of <paramref name="values"/>, which are reordered. There must be at least one.</summary>
    public static double Of(Span<double> values)
    {
        values.Sort();
        var low = values[(values.Length - 1) / 2];
        return low + ((values[values.Length / 2] - low) * 0.5);
    }
}
