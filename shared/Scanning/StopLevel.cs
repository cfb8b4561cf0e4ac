using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>
/// The protective stop of a candidate, dollars: the lowest of the last swing low less 0.5 percent, the entry less one ATR, and the entry less 1.5 percent.
/// So it is always below the entry, and never so near that an ordinary day takes it out.
/// </summary>
internal static class StopLevel
{
    private const int SwingBars = 20;

    /// <summary>The stop for an entry at <paramref name="entry"/> with an average true range of <paramref name="atr"/>, both dollars.</summary>
    public static double For(BarSeries bars, double entry, double atr) =>
        Math.Min(Math.Min(entry - atr, entry * 0.985), LastSwingLow(bars.Low[^SwingBars..]) * 0.995);

    /// <summary>The newest low that is strictly below both its neighbours; infinity when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static double LastSwingLow(ReadOnlySpan<double> lows)
    {
        for (var i = lows.Length - 2; i > 0; i--)
        {
            if (lows[i] < lows[i - 1] && lows[i] < lows[i + 1])
            {
                return lows[i];
            }
        }

        return double.PositiveInfinity;
    }
}
