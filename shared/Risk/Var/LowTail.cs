using System.Runtime.InteropServices;

namespace Trading.Risk.Var;

/// <summary>
/// The low end of a sample: the quantile by linear interpolation between order statistics, h = (n - 1) p (definition 7 of Hyndman and Fan, "Sample Quantiles in Statistical Packages", 1996),
/// and the mean of the floor(h) + 1 lowest values. Pure; allocates nothing.
/// </summary>
/// <param name="Quantile">The quantile.</param>
/// <param name="Mean">The mean of the values at or under it.</param>
/// <param name="Rank">floor(h): the order statistic, from 0, at or under the quantile.</param>
/// <param name="Weight">h - floor(h): how far the quantile lies towards the next one.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct LowTail(double Quantile, double Mean, int Rank, double Weight)
{
    private const int Longest = 64;

    /// <summary>The tail of a probability up to 5 %.</summary>
    /// <param name="values">The sample, in any order: one finite value or more, at most 1,000.</param>
    /// <param name="probability">Of the quantile, from 0 to 0.05.</param>
    public static LowTail Of(ReadOnlySpan<double> values, double probability)
    {
        var h = (values.Length - 1) * probability;
        var rank = (int)h;
        Span<double> lowest = stackalloc double[Longest];
        lowest = lowest[..Math.Min(rank + 2, values.Length)];
        Keep(values, lowest);
        var sum = 0.0;
        for (var i = 0; i <= rank; i++)
        {
            sum += lowest[i];
        }

        var weight = h - rank;
        var next = lowest[Math.Min(rank + 1, lowest.Length - 1)];
        return new LowTail(lowest[rank] + (weight * (next - lowest[rank])), sum / (rank + 1), rank, weight);
    }

    // The tail is short, so most values are looked at once and left.
    private static void Keep(ReadOnlySpan<double> values, Span<double> lowest)
    {
        lowest.Fill(double.PositiveInfinity);
        foreach (var value in values)
        {
            if (value >= lowest[^1])
            {
                continue;
            }

            var at = lowest.Length - 1;
            while (at > 0 && lowest[at - 1] > value)
            {
                lowest[at] = lowest[at - 1];
                at--;
            }

            lowest[at] = value;
        }
    }
}
