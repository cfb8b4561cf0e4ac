using System.Runtime.CompilerServices;
namespace Trading.Embedded.Market.Synthetic;

/// <summary>e to the power of x by sums and products alone, so that every machine gets the same bits; <see cref="Math.Exp"/> promises no last bit.</summary>
internal static class Exponential
{
    // 1/13!, 1/12!, ... 1/1!, 1/0!
    private static readonly double[] Taylor =
    [
        1 / 6227020800.0, 1 / 479001600.0, 1 / 39916800.0, 1 / 3628800.0, 1 / 362880.0, 1 / 40320.0, 1 / 5040.0,
        1 / 720.0, 1 / 120.0, 1 / 24.0, 1 / 6.0, 1 / 2.0, 1, 1,
    ];

    private const double Ln2 = 0.69314718055994530942;

    /// <summary>e^x for |x| up to 700, to a few units in the last place: 2^k times the Taylor series of what is left.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Of(double x)
    {
        var k = Math.Round(x / Ln2);
        var rest = x - (k * Ln2);
        var sum = 0.0;
        foreach (var coefficient in Taylor)
        {
            sum = (sum * rest) + coefficient;
        }

        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }
}
