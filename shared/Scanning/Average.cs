using System.Runtime.CompilerServices;

namespace Trading.Scanning;

/// <summary>Plain averages of the newest values of a column, summed directly: no running sum that could drift.</summary>
internal static class Average
{
    /// <summary>The simple moving average of <paramref name="length"/> values that ends <paramref name="back"/> values before the last.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Simple(ReadOnlySpan<double> values, int length, int back = 0)
    {
        var sum = 0.0;
        foreach (var value in values.Slice(values.Length - back - length, length))
        {
            sum += value;
        }

        return sum / length;
    }

    /// <summary>The change of the <paramref name="length"/>-bar average over the last <paramref name="over"/> bars, a fraction of where it began.</summary>
    public static double Slope(ReadOnlySpan<double> values, int length, int over)
    {
        var start = Simple(values, length, over);
        return (Simple(values, length) - start) / Math.Abs(start);
    }
}
