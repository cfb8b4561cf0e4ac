using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>
/// The average directional index (Wilder): directional movements and DX smoothed exponentially with alpha 1/14, seeded by their first value.
/// DX = 100 |+DI - -DI| / (+DI + -DI), where both DI share the smoothed true range as divisor, so it cancels out and is not computed.
/// </summary>
internal static class Adx
{
    private const int Length = 14;
    private const double Alpha = 1.0 / Length;

    /// <summary>The newest value, 0 to 100; NaN when fewer than 14 values of DX exist (before bar 27, or bars that never moved).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Last(BarSeries bars)
    {
        ReadOnlySpan<double> highs = bars.High, lows = bars.Low;
        double plus = 0, minus = 0, adx = double.NaN;
        var seen = 0;
        for (var i = 1; i < highs.Length && i < lows.Length; i++)
        {
            var up = highs[i] - highs[i - 1];
            var down = lows[i - 1] - lows[i];
            plus += Alpha * ((up > down && up > 0 ? up : 0) - plus);
            minus += Alpha * ((down > up && down > 0 ? down : 0) - minus);
            var sum = plus + minus;
            if (i < Length - 1 || sum == 0)
            {
                continue;
            }

            var dx = 100 * Math.Abs(plus - minus) / sum;
            adx = seen++ == 0 ? dx : adx + (Alpha * (dx - adx));
        }

        return seen >= Length ? adx : double.NaN;
    }
}
