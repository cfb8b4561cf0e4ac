using NodaTime;
using Trading.Time;

namespace Trading.Market;

/// <summary>
/// Looks at an archive of daily bars before anybody trades on it: bars that cannot be true, wrong order, days without a session, stale ends, gaps,
/// symbols that vanished. An empty archive fails: having looked at nothing is no proof.
/// </summary>
public sealed class ArchiveCheck(ExchangeCalendar calendar, ArchiveThresholds thresholds)
{
    /// <summary>Checks the bars dated up to <paramref name="asOf"/>; a later one is still forming, or not yet known, and does not count.</summary>
    /// <param name="entries">What the archive holds, each symbol once.</param>
    /// <param name="asOf">The newest session that has closed, New York; when it is no session, the one before.</param>
    /// <param name="known">The symbols that must be there, such as yesterday's universe; null when none are known.</param>
    public ArchiveReport Run(IEnumerable<ArchiveEntry> entries, LocalDate asOf, IReadOnlyCollection<Symbol>? known = null)
    {
        var sessions = ArchiveSessions.UpTo(asOf, thresholds.Lookback, calendar);
        var check = new SymbolCheck(calendar, thresholds, sessions);
        var held = new HashSet<Symbol>();
        var troubled = new List<SymbolArchive>();
        var bars = 0L;
        foreach (var entry in entries)
        {
            held.Add(entry.Symbol);
            bars += entry.Bars?.Through(sessions.AsOf).Count ?? 0;
            if (check.Run(entry) is { Findings.Count: > 0 } symbol)
            {
                troubled.Add(symbol);
            }
        }

        troubled.AddRange((known ?? []).Where(symbol => !held.Contains(symbol)).Select(Vanished));
        IReadOnlyList<ArchiveFinding> findings = held.Count == 0 || bars == 0 ? [Empty(held.Count, sessions.AsOf)] : [];
        troubled.Sort((left, right) => left.Status != right.Status ? right.Status.CompareTo(left.Status) : left.Symbol.CompareTo(right.Symbol));
        var worst = findings.Select(finding => finding.Status).Concat(troubled.Select(symbol => symbol.Status)).Append(ArchiveStatus.Ok).Max();
        return new ArchiveReport(sessions.AsOf, worst, held.Count, bars, findings, troubled);
    }

    private static ArchiveFinding Empty(int symbols, LocalDate asOf) =>
        new(ArchiveStatus.Fail, "empty-archive", symbols == 0
            ? "The archive holds no symbol; fill it before trading"
            : $"The archive holds {symbols} symbols and not one bar up to {asOf:uuuu-MM-dd}; fill it before trading");

    private static SymbolArchive Vanished(Symbol symbol) =>
        new(symbol, ArchiveStatus.Fail, null, 0, 0, [], [new ArchiveFinding(
            ArchiveStatus.Fail, "vanished", $"{symbol} was in the universe and is no longer in the archive; restore its bars, or take it out of the universe")]);
}
