using System.Runtime.InteropServices;
using Trading.Market;

namespace Trading.Tests.Shared.Market.Archive;

/// <summary>Compares series bit for bit: an equal number of another sign or another NaN is not the same.</summary>
internal static class SameBars
{
    public static bool Are(BarSeries? left, BarSeries? right) =>
        left is null ? right is null : right is not null && left.Symbol == right.Symbol && left.Days.SequenceEqual(right.Days)
            && Same(left.Open, right.Open) && Same(left.High, right.High) && Same(left.Low, right.Low) && Same(left.Close, right.Close) && Same(left.Volume, right.Volume);

    private static bool Same(ReadOnlySpan<double> left, ReadOnlySpan<double> right) => MemoryMarshal.Cast<double, long>(left).SequenceEqual(MemoryMarshal.Cast<double, long>(right));
}
