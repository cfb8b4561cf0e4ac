using System.Runtime.CompilerServices;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>The weekly trend: the 10-week average of the weekly closes above the 40-week one. Weeks end on Friday; the running week counts.</summary>
internal static class WeeklyAlignment
{
    private const int FewestBars = 200;
    private const int ShortWeeks = 10;
    private const int LongWeeks = 40;

    /// <summary>Whether the weekly trend is up; a history too short to tell passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static bool Holds(BarSeries bars)
    {
        if (bars.Count < FewestBars)
        {
            return true;
        }

        ReadOnlySpan<int> days = bars.Days;
        ReadOnlySpan<double> closes = bars.Close;
        double sum = 0, shortSum = 0;
        var weeks = 0;
        var week = int.MaxValue;
        for (var i = days.Length - 1; i >= 0 && weeks < LongWeeks; i--)
        {
            var its = WeekOf(days[i]);
            if (its == week)
            {
                continue;
            }

            week = its;
            sum += closes[i];
            shortSum = ++weeks == ShortWeeks ? sum : shortSum;
        }

        return weeks < LongWeeks || shortSum / ShortWeeks > sum / LongWeeks;
    }

    /// <summary>The number of the week, Saturday to Friday, that holds a day since 1970-01-01 (a Thursday, so Saturday the 3rd begins week 1).</summary>
    internal static int WeekOf(int day) => (int)Math.Floor((day + 5) / 7.0);
}
