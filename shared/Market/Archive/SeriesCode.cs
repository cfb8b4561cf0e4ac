using System.Buffers;
using System.Runtime.CompilerServices;

namespace Trading.Market.Archive;

/// <summary>
/// One symbol's bars as bytes: the places after the point of its prices and of its volumes, then the six columns. A price is a decimal number and is kept as a whole number of its last
/// place, less the one before it: two bytes instead of eight. A column that is no such decimal numbers is kept as its doubles.
/// </summary>
internal static class SeriesCode
{
    private const int MostPlaces = 9;
    private const byte AsDoubles = 255;
    private static readonly double[] Powers = [1, 10, 100, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9];

    public static void Write(IBufferWriter<byte> to, BarSeries bars)
    {
        var prices = Places(bars.Close, Places(bars.Low, Places(bars.High, Places(bars.Open, 0))));
        var volumes = Places(bars.Volume, 0);
        var head = to.GetSpan(2);
        (head[0], head[1]) = (prices, volumes);
        to.Advance(2);
        var last = 0L;
        foreach (var day in bars.Days)
        {
            VarInt.Write(to, day - last);
            last = day;
        }

        WriteColumn(to, bars.Open, prices);
        WriteColumn(to, bars.High, prices);
        WriteColumn(to, bars.Low, prices);
        WriteColumn(to, bars.Close, prices);
        WriteColumn(to, bars.Volume, volumes);
    }

    /// <exception cref="MarketDataException">The bytes are no series of so many bars.</exception>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static BarSeries Read(Symbol symbol, int count, ReadOnlySpan<byte> from)
    {
        try
        {
            var (at, days, last) = (2, new int[count], 0L);
            for (var i = 0; i < days.Length; i++)
            {
                last += VarInt.Read(from, ref at);
                days[i] = checked((int)last);
            }

            var (prices, volumes) = (from[0], from[1]);
            var open = ReadColumn(from, ref at, count, prices);
            var high = ReadColumn(from, ref at, count, prices);
            var low = ReadColumn(from, ref at, count, prices);
            var close = ReadColumn(from, ref at, count, prices);
            var volume = ReadColumn(from, ref at, count, volumes);
            return new BarSeries(symbol, count, days, open, high, low, close, volume);
        }
        catch (Exception fault) when (fault is IndexOutOfRangeException or ArgumentException or FormatException or OverflowException)
        {
            throw new MarketDataException($"what the bar archive holds of {symbol} is no series of {count} bars: run NightlyResearch, which fetches the bars anew", fault);
        }
    }

    // So many places after the point, at least, or AsDoubles when a value has more or is no number.
    private static byte Places(ReadOnlySpan<double> values, byte atLeast)
    {
        var places = atLeast;
        foreach (var value in values)
        {
            while (places <= MostPlaces && !Fits(value, Powers[places]))
            {
                places++;
            }

            if (places > MostPlaces)
            {
                return AsDoubles;
            }
        }

        return places;
    }

    // The quotient of two whole numbers below 2^53 is the double nearest to the decimal, which is what any parser of the decimal gives.
    private static bool Fits(double value, double power)
    {
        var whole = Math.Round(value * power);
        return Math.Abs(whole) < 1L << 53 && BitConverter.DoubleToInt64Bits((long)whole / power) == BitConverter.DoubleToInt64Bits(value);
    }

    private static void WriteColumn(IBufferWriter<byte> to, ReadOnlySpan<double> column, byte places)
    {
        var last = 0L;
        foreach (var value in column)
        {
            if (places == AsDoubles)
            {
                BitConverter.TryWriteBytes(to.GetSpan(sizeof(double)), value);
                to.Advance(sizeof(double));
                continue;
            }

            var whole = (long)Math.Round(value * Powers[places]);
            VarInt.Write(to, whole - last);
            last = whole;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double[] ReadColumn(ReadOnlySpan<byte> from, ref int at, int count, byte places)
    {
        var column = new double[count];
        if (places == AsDoubles)
        {
            for (var i = 0; i < column.Length; i++, at += sizeof(double))
            {
                column[i] = BitConverter.ToDouble(from[at..]);
            }

            return column;
        }

        var (power, last) = (Powers[places], 0L);
        for (var i = 0; i < column.Length; i++)
        {
            last += VarInt.Read(from, ref at);
            column[i] = last / power;
        }

        return column;
    }
}
