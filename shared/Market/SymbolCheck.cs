using NodaTime;
using Trading.Time;

namespace Trading.Market;

/// <summary>The archive check of one symbol.</summary>
internal sealed class SymbolCheck(ExchangeCalendar calendar, ArchiveThresholds thresholds, ArchiveSessions sessions)
{
    /// <summary>What there is to say about <paramref name="entry"/>; no findings when all is well.</summary>
    public SymbolArchive Run(ArchiveEntry entry)
    {
        if (entry.Unreadable is { } wrong)
        {
            return Report(entry.Symbol, null, 0, [], [new(ArchiveStatus.Fail, "bad-bar", $"{wrong}; correct the line or download the file again")]);
        }

        IReadOnlyList<ArchiveFinding> faults = entry.Bars is null ? [] : BarFaults.Find(entry.Bars, sessions.Days[^1], calendar);
        if (entry.Bars?.Through(sessions.AsOf) is not { Count: > 0 } bars)
        {
            return Report(entry.Symbol, null, 0, [], [.. faults, new(ArchiveStatus.Fail, "no-bars", $"{entry.Symbol} has no bars; download them, or take it out")]);
        }

        var newest = bars.DateAt(bars.Count - 1);
        var stale = calendar.SessionsBetween(newest, sessions.AsOf);
        var gaps = GapFinder.Find(bars.Days, sessions.Days);
        List<ArchiveFinding?> findings = [.. faults, Stale(bars.Symbol, newest, stale), LateStart(bars), .. Gaps(bars.Symbol, gaps)];
        return Report(bars.Symbol, newest, stale, gaps, [.. findings.OfType<ArchiveFinding>()]);
    }

    private SymbolArchive Report(Symbol symbol, LocalDate? newest, int stale, List<ArchiveGap> gaps, IReadOnlyList<ArchiveFinding> findings) =>
        new(
            symbol,
            findings.Count == 0 ? ArchiveStatus.Ok : findings.Max(finding => finding.Status),
            newest,
            stale,
            gaps.Sum(gap => gap.Sessions),
            [.. gaps.OrderByDescending(gap => gap.Sessions).Take(thresholds.GapsListed)],
            [.. findings.OrderByDescending(finding => finding.Status)]);

    private ArchiveFinding? Stale(Symbol symbol, LocalDate newest, int stale) =>
        stale >= (thresholds.Vanished ?? thresholds.Lookback)
            ? new(ArchiveStatus.Fail, "vanished", $"{symbol} has no bar since {newest:uuuu-MM-dd}, {stale} sessions ago: delisted or renamed; take it out, or find its new name")
            : Graded(stale, thresholds.StaleWarn, thresholds.StaleFail, "stale", $"{symbol}: the newest bar, {newest:uuuu-MM-dd}, is {stale} sessions old; download the rest");

    // A young symbol and a lost history look the same: worth a look, never a failure.
    private ArchiveFinding? LateStart(BarSeries bars)
    {
        var late = sessions.Days.BinarySearch(bars.Days[0]) is var found && found >= 0 ? found : ~found;
        return late == 0 || late == sessions.Days.Length
            ? null
            : new(ArchiveStatus.Warn, "late-start", $"{bars.Symbol}: the first bar is {bars.DateAt(0):uuuu-MM-dd}, {late} sessions into the lookback: newly listed, or its history is lost");
    }

    private IEnumerable<ArchiveFinding?> Gaps(Symbol symbol, List<ArchiveGap> gaps)
    {
        if (gaps.MaxBy(gap => gap.Sessions) is { } longest)
        {
            yield return Graded(longest.Sessions, thresholds.GapWarn, thresholds.GapFail, "gap",
                $"{symbol}: no bar from {longest.From:uuuu-MM-dd} to {longest.Through:uuuu-MM-dd}, sessions in a row: {longest.Sessions}; download them again");
            var missing = gaps.Sum(gap => gap.Sessions);
            yield return Graded(missing, thresholds.MissingWarn, thresholds.MissingFail, "missing",
                $"{symbol}: {missing} of {sessions.Days.Length} sessions are missing; download it again, or take it out when it trades this rarely");
        }
    }

    private static ArchiveFinding? Graded(int count, int warn, int fail, string code, string text) =>
        count >= fail ? new(ArchiveStatus.Fail, code, text) : count >= warn ? new(ArchiveStatus.Warn, code, text) : null;
}
