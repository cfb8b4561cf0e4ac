using Trading.Market;

namespace Trading.Embedded.Market;

/// <summary>Columns that grow: filled by a reader, emptied for the next file, copied at their true size.</summary>
internal sealed class BarColumns
{
    private int[] days = new int[1024];
    private double[] open = new double[1024];
    private double[] high = new double[1024];
    private double[] low = new double[1024];
    private double[] close = new double[1024];
    private double[] volume = new double[1024];

    /// <summary>Rows held.</summary>
    public int Count { get; private set; }

    /// <summary>The day of the last row, or <see cref="int.MinValue"/> before the first.</summary>
    public int LastDay => Count == 0 ? int.MinValue : days[Count - 1];

    /// <summary>Forgets all rows.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds one row.</summary>
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
        var size = days.Length * 2;
        Array.Resize(ref days, size);
        Array.Resize(ref open, size);
        Array.Resize(ref high, size);
        Array.Resize(ref low, size);
        Array.Resize(ref close, size);
        Array.Resize(ref volume, size);
    }
}
