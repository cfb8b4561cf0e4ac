using Trading.Market;

namespace Trading.Embedded.Market.Minutes;

/// <summary>
/// Brings minutes as they were traded to the adjustment of the daily bars, where a later split has changed the units: the factor is the daily close
/// over the session's last minute close, prices go with it and volume against it. The daily close is used as the unit of measure it is,
/// not as news: it is only known after the day, but says nothing here that tells up from down.
/// </summary>
internal static class MinuteScale
{
    // The last minute's price and the official close differ by the closing auction; a split differs by far more.
    private const decimal SameUnits = 0.005m;

    /// <summary>The minutes in the daily bars' units; prices to four decimals and volumes to whole shares when they had to be converted.</summary>
    public static MinuteBar[] ToDaily(List<MinuteBar> minutes, double dailyClose)
    {
        var factor = (decimal)dailyClose / minutes[^1].Close;
        var scaled = minutes.ToArray();
        for (var i = 0; i < scaled.Length && Math.Abs(factor - 1) > SameUnits; i++)
        {
            var bar = scaled[i];
            scaled[i] = new MinuteBar(
                bar.Start, Scale(bar.Open, factor), Scale(bar.High, factor), Scale(bar.Low, factor), Scale(bar.Close, factor), decimal.Round(bar.Volume / factor));
        }

        return scaled;
    }

    private static decimal Scale(decimal price, decimal factor) => Math.Max(0.0001m, decimal.Round(price * factor, 4));
}
