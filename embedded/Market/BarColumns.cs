using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Embedded.Market;

/// <summary>Columns that grow: filled by a reader, emptied for the next file, copied at their true size.</summary>
/// <param name="room">Rows to make room for at first.</param>
internal sealed class BarColumns(int room = 1024)
{
    private int[] days = new int[room];
    private double[] open = new double[room];
    private double[] high = new double[room];
    private double[] low = new double[room];
    private double[] close = new double[room];
    private double[] volume = new double[room];

    /// <summary>Rows held.</summary>
    public int Count { get; private set; }

    /// <summary>The day of the last row, or <see cref="int.MinValue"/> before the first.</summary>
    public int LastDay => Count == 0 ? int.MinValue : days[Count - 1];

    /// <summary>Forgets all rows.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds one row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(int day, double o, double h, double l, double c, double v)
    {
        var row = Count;
        if (row == days.Length)
        {
            Grow();
        }

        days[row] = day;
        open[row] = o;
        high[row] = h;
        low[row] = l;
        close[row] = c;
        volume[row] = v;
        Count = row + 1;
    }

    /// <summary>The rows as a series of their own.</summary>
    public BarSeries ToSeries(Symbol symbol) =>
        new(symbol, Count, days[..Count], open[..Count], high[..Count], low[..Count], close[..Count], volume[..Count]);

    private void Grow()
    {
        var size = Math.Max(16, days.Length * 2);
        Array.Resize(ref days, size);
        Array.Resize(ref open, size);
        Array.Resize(ref high, size);
        Array.Resize(ref low, size);
        Array.Resize(ref close, size);
        Array.Resize(ref volume, size);
    }
}
