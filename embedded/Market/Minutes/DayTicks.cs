using System.Runtime.InteropServices;

namespace Trading.Embedded.Market.Minutes;

/// <summary>A day's four prices as whole ticks. Adjusted prices lie off the tick; their nearest ticks keep the order of the four.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly struct DayTicks
{
    private readonly byte decimals;

    /// <summary>The prices of <paramref name="bar"/>: cents, or hundredths of a cent when the whole day lies below a dollar.</summary>
    public DayTicks(in DayBar bar)
    {
        decimals = (byte)(bar.High < 1 ? 4 : 2);
        (Open, High, Low, Close) = (ToTicks(bar.Open), ToTicks(bar.High), ToTicks(bar.Low), ToTicks(bar.Close));
    }

    /// <summary>First price, ticks.</summary>
    public long Open { get; }

    /// <summary>Highest price, ticks.</summary>
    public long High { get; }

    /// <summary>Lowest price, ticks.</summary>
    public long Low { get; }

    /// <summary>Last price, ticks.</summary>
    public long Close { get; }

    /// <summary>The lowest tick that is not the low, where there is room for one.</summary>
    public long Floor => High - Low >= 2 ? Low + 1 : Low;

    /// <summary>The highest tick that is not the high, where there is room for one.</summary>
    public long Ceiling => High - Low >= 2 ? High - 1 : High;

    /// <summary>Dollars of a number of ticks.</summary>
    public decimal ToDollars(long ticks) => new((int)ticks, (int)(ticks >> 32), 0, false, decimals);

    // In decimal, ties to even, as Price rounds: 35.175 is not a tie as a double.
    private long ToTicks(double price) => Math.Max(1, (long)decimal.Round((decimal)price * (decimals == 4 ? 10_000 : 100)));
}
