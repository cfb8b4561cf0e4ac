using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using NodaTime;
using Trading.Embedded.Market.Synthetic;
using Trading.Market;
using Trading.Time;

namespace Trading.Embedded.Market.Minutes;

/// <summary>
/// Session minutes made up for a day of which only the daily bar is known: one random path, the same for the same (seed, symbol, date), which
/// starts at the open, ends at the close, reaches the high in one minute and the low in one minute, and otherwise stays between them. (The open
/// or close touches them again when it is one of them; a day of one tick's range has no room in between.) The prices are ticks; the volumes add
/// up to the day's. Only sums, products, quotients and square roots: every machine gets the same bits.
/// </summary>
internal static class DayPath
{
    /// <summary>The minutes of <paramref name="session"/>, one for each minute from open to close.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static MinuteBar[] Make(Session session, in DayBar bar, ulong seed)
    {
        var random = SplitMix.For(seed, bar.Symbol, BarSeries.ToDay(bar.Date));
        var ticks = new DayTicks(bar);
        var minutes = new MinuteBar[session.Minutes];
        var volumes = DayVolume.Spread(bar.Volume, minutes.Length, ref random);
        var turns = Turns.Draw(ticks, minutes.Length, ref random);
        var step = (ticks.High - ticks.Low) / Math.Sqrt(minutes.Length);
        var at = (double)ticks.Open;
        var last = ticks.Open;
        for (var i = 0; i < minutes.Length; i++)
        {
            var (target, steps) = turns.Next(i);
            at += ((target - at) / steps) + (steps == 1 ? 0 : step * random.Signed());
            at = Math.Clamp(at, ticks.Floor, ticks.Ceiling);
            var close = i == minutes.Length - 1 ? ticks.Close : (long)Math.Round(at);
            var high = i == turns.High ? ticks.High : Math.Max(Math.Max(last, close), Math.Min(ticks.Ceiling, Reach(Math.Max(last, close), step, ref random)));
            var low = i == turns.Low ? ticks.Low : Math.Min(Math.Min(last, close), Math.Max(ticks.Floor, Reach(Math.Min(last, close), -step, ref random)));
            minutes[i] = new MinuteBar(
                session.Open + Duration.FromMinutes(i), ticks.ToDollars(last), ticks.ToDollars(high), ticks.ToDollars(low), ticks.ToDollars(close), volumes[i]);
            last = close;
        }

        return minutes;
    }

    // How far a minute's wick reaches beyond its body: half a step at most.
    private static long Reach(long from, double step, ref SplitMix random) => from + (long)(step * random.Unit() / 2);

    /// <summary>The minutes in which the path turns: at the high, at the low, and at the close.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Turns(int High, int Low, int Last, DayTicks Ticks)
    {
        /// <summary>Two different minutes, drawn. Days that rise see their low first more often than not, and the other way round.</summary>
        public static Turns Draw(in DayTicks ticks, int minutes, ref SplitMix random)
        {
            var first = 1 + random.Below(minutes - 3);
            var second = first + 1 + random.Below(minutes - 2 - first);
            var rising = random.Unit() < 0.75 == ticks.Close >= ticks.Open;
            return new Turns(
                Forced(ticks.High, ticks, minutes) ?? (rising ? second : first),
                Forced(ticks.Low, ticks, minutes) ?? (rising ? first : second),
                minutes - 1,
                ticks);
        }

        /// <summary>Where the path goes from minute <paramref name="minute"/>, in ticks, and how many minutes it has to get there.</summary>
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public (long Target, int Steps) Next(int minute)
        {
            var toHigh = High >= minute && (Low < minute || High <= Low);
            var next = toHigh ? High : Low >= minute ? Low : Last;
            return (next == Last ? Ticks.Close : toHigh ? Ticks.High : Ticks.Low, next - minute + 1);
        }

        private static int? Forced(long extreme, in DayTicks ticks, int minutes) =>
            ticks.Open == extreme ? 0 : ticks.Close == extreme ? minutes - 1 : null;
    }
}
