using Trading.Time;

namespace Trading.Market;

/// <summary>Finds bars that cannot be: prices that contradict each other, days twice or out of order, days on which the exchange was closed.</summary>
internal static class BarFaults
{
    /// <summary>One finding for each kind of fault among the bars dated up to <paramref name="through"/> (days since 1970-01-01): the first such bar, and how many there are.</summary>
    public static IReadOnlyList<ArchiveFinding> Find(BarSeries bars, int through, ExchangeCalendar calendar)
    {
        // Not by BarSeries.Through, which trusts the order that is in question here.
        var all = Enumerable.Range(0, bars.Count).Where(i => bars.Days[i] <= through).ToArray();
        return
        [
            .. Report(bars, "bad-bar", "has prices or a volume that cannot be", [.. all.Where(i => IsImpossible(bars, i))]),
            .. Report(bars, "out-of-order", "is there twice or out of order", [.. all.Where(i => i > 0 && bars.Days[i] <= bars.Days[i - 1])]),
            .. Report(bars, "no-session", "is dated on a day without a session", [.. all.Where(i => !calendar.IsSession(bars.DateAt(i)))]),
        ];
    }

    private static IEnumerable<ArchiveFinding> Report(BarSeries bars, string code, string fault, List<int> rows)
    {
        if (rows.Count > 0)
        {
            var more = rows.Count == 1 ? string.Empty : $", and {rows.Count - 1} more like it";
            yield return new(ArchiveStatus.Fail, code, $"{bars.Symbol}: the bar of {bars.DateAt(rows[0]):uuuu-MM-dd} {fault}{more}; correct it or download it again");
        }
    }

    private static bool IsImpossible(BarSeries bars, int i)
    {
        var (open, high, low, close, volume) = (bars.Open[i], bars.High[i], bars.Low[i], bars.Close[i], bars.Volume[i]);
        var possible = low > 0 && double.IsFinite(high) && high >= open && high >= close && low <= open && low <= close && double.IsFinite(volume) && volume >= 0;
        return !possible;
    }
}
