using NodaTime;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>What the broad market says.</summary>
/// <param name="Open">Whether candidates may be looked for.</param>
/// <param name="Warning">Why it could not be told (then it is open), or null.</param>
public sealed record Regime(bool Open, string? Warning);

/// <summary>
/// The market regime: SPY's last close above its 200-bar average, within 300 calendar days. Too few bars close it.
/// It fails open with a warning when SPY is missing or has stopped being refreshed: an old benchmark says nothing about today.
/// </summary>
public static class RegimeFilter
{
    /// <summary>The benchmark.</summary>
    public static Symbol Benchmark { get; } = Symbol.Parse("SPY");

    private const int AverageBars = 200;
    private const int WindowDays = 300;

    /// <summary>The regime after the close of <paramref name="asOf"/>.</summary>
    public static Regime Evaluate(BarSeries? benchmark, LocalDate asOf)
    {
        var bars = benchmark?.Through(asOf);
        if (bars is null or { Count: 0 })
        {
            return new Regime(Open: true, $"{Benchmark} has no bars: the market regime is not known and does not stop the scan");
        }

        var day = BarSeries.ToDay(asOf);
        if (bars.Days[^1] != day)
        {
            return new Regime(Open: true, $"{Benchmark}'s newest bar is of {bars.DateAt(bars.Count - 1):uuuu-MM-dd}: the market regime is not known and does not stop the scan");
        }

        var recent = bars.Close[FirstFrom(bars.Days, day - WindowDays)..];
        return new Regime(recent.Length >= AverageBars && recent[^1] > Average.Simple(recent, AverageBars), null);
    }

    private static int FirstFrom(ReadOnlySpan<int> days, int day)
    {
        var found = days.BinarySearch(day);
        return found >= 0 ? found : ~found;
    }
}
