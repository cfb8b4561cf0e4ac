using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using Trading.Market;

namespace Trading.Embedded.Market.Synthetic;

/// <summary>Turns the levels of a synthetic stock into daily bars: gaps at the open, wicks, and more volume the further the price moves.</summary>
internal static class SyntheticSeries
{
    private const double NewsStep = 0.05;

    /// <summary>The bars of the sessions asked for, at prices in whole cents.</summary>
    /// <param name="symbol">The symbol.</param>
    /// <param name="years">The sessions.</param>
    /// <param name="levels">The logarithm of the closing price after each session.</param>
    /// <param name="before">The same before the first session.</param>
    /// <param name="shares">The shares traded on a quiet day.</param>
    /// <param name="seed">The market's seed.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BarSeries Make(Symbol symbol, SessionYears years, double[] levels, double before, double shares, ulong seed)
    {
        var columns = new BarColumns(years.Through - years.From);
        for (var index = 0; index < years.Count; index++)
        {
            var random = SplitMix.For(~seed, symbol, years.First + index);
            var (start, length) = years.Year(index).GetOffsetAndLength(levels.Length);
            var end = Math.Min(start + length, years.Through);
            var from = Math.Clamp(years.From, start, end);
            random.Skip((from - start) * Day.Draws);
            for (var i = from; i < end; i++)
            {
                var day = new Day(i == 0 ? before : levels[i - 1], levels[i], shares, ref random);
                columns.Add(years.Days[i], day.Open, day.High, day.Low, day.Close, day.Volume);
            }
        }

        return columns.ToSeries(symbol);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly ref struct Day
    {
        /// <summary>The numbers drawn for each day, whatever the day is like.</summary>
        public const int Draws = 5;

        public readonly double Open, High, Low, Close, Volume;

        [MethodImpl(MethodImplOptions.AggressiveOptimization)]
        public Day(double before, double after, double shares, ref SplitMix random)
        {
            var step = after - before;
            var gap = 0.5 * random.Unit();
            gap = Math.Abs(step) > NewsStep ? 0.8 : gap;
            var wick = 0.004 + (0.3 * Math.Abs(step));
            Open = Cents(Exponential.Of(before + (gap * step) + (0.003 * random.Signed())));
            Close = Cents(Exponential.Of(after));
            High = Cents(Math.Max(Open, Close) * (1 + (wick * random.Unit())));
            Low = Cents(Math.Min(Open, Close) * (1 - (wick * random.Unit())));
            Volume = Math.Floor(shares * (0.6 + (0.8 * random.Unit())) * (1 + (25 * Math.Abs(step))));
        }

        private static double Cents(double price) => Math.Max(1, Math.Round(price * 100)) / 100;
    }
}
