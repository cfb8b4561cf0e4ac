using System.Runtime.CompilerServices;
using Trading.Embedded.Market.Synthetic;

namespace Trading.Embedded.Market.Minutes;

/// <summary>Spreads a day's volume over its minutes: much at the open and at the close, little at noon, as stocks trade.</summary>
internal static class DayVolume
{
    /// <summary>Whole shares for each minute, adding up to the day's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static long[] Spread(double volume, int minutes, ref SplitMix random)
    {
        var running = new double[minutes];
        var sum = 0.0;
        for (var i = 0; i < minutes; i++)
        {
            var fromNoon = (((2 * i) + 1) / (double)minutes) - 1;
            sum += (1 + (3 * fromNoon * fromNoon)) * (0.5 + random.Unit());
            running[i] = sum;
        }

        var shares = new long[minutes];
        var total = (long)Math.Round(volume);
        var given = 0L;
        for (var i = 0; i < minutes; i++)
        {
            var due = i == minutes - 1 ? total : (long)(total * (running[i] / sum));
            shares[i] = due - given;
            given = due;
        }

        return shares;
    }
}
