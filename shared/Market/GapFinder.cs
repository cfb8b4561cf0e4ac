namespace Trading.Market;

/// <summary>Finds the sessions that have no bar.</summary>
internal static class GapFinder
{
    /// <summary>
    /// The gaps within <paramref name="sessions"/>, oldest first: between bars and after the newest. Sessions before the first bar of all are no gap:
    /// the symbol was not listed yet. Both spans rise.
    /// </summary>
    public static List<ArchiveGap> Find(ReadOnlySpan<int> days, ReadOnlySpan<int> sessions)
    {
        var gaps = new List<ArchiveGap>();
        var bar = 0;
        var open = -1;
        for (var i = 0; i <= sessions.Length; i++)
        {
            var missing = i < sessions.Length && sessions[i] > days[0] && !Has(days, ref bar, sessions[i]);
            if (missing && open < 0)
            {
                open = i;
            }
            else if (!missing && open >= 0)
            {
                gaps.Add(new ArchiveGap(BarSeries.FromDay(sessions[open]), BarSeries.FromDay(sessions[i - 1]), i - open));
                open = -1;
            }
        }

        return gaps;
    }

    private static bool Has(ReadOnlySpan<int> days, ref int bar, int session)
    {
        while (bar < days.Length && days[bar] < session)
        {
            bar++;
        }

        return bar < days.Length && days[bar] == session;
    }
}
