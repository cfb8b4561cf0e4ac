using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>
/// The average directional index (Wilder), all smoothing exponential with alpha 1/14 and seeded by its first value.
/// A bar's directional movement is the larger of the rise of its high and the fall of its low, signed, and zero when neither is positive or both are equal;
/// DX = 100 |+DI - -DI| / (+DI + -DI) = 100 |smoothed movement| / smoothed |movement|, since the true range divides both DI and cancels out.
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
        double net = 0, total = 0, adx = double.NaN;
        var seen = 0;
        for (var i = 1; i < highs.Length && i < lows.Length; i++)
        {
            var up = highs[i] - highs[i - 1];
            var down = lows[i - 1] - lows[i];
            var move = up == down ? 0 : double.MaxNative(double.MaxNative(up, down), 0);
            net += Alpha * (Math.CopySign(move, up - down) - net);
            total += Alpha * (move - total);
            if (i < Length - 1 || total == 0)
            {
                continue;
            }

            var dx = 100 * Math.Abs(net) / total;
            adx = seen++ == 0 ? dx : adx + (Alpha * (dx - adx));
        }

        return seen >= Length ? adx : double.NaN;
    }
}
