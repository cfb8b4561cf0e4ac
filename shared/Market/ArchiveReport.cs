using NodaTime;

namespace Trading.Market;

/// <summary>What an archive holds of one symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Bars">Its daily bars; null when there are none.</param>
/// <param name="Unreadable">Why they could not be read, with file and line; null when they could.</param>
public sealed record ArchiveEntry(Symbol Symbol, BarSeries? Bars, string? Unreadable = null);

/// <summary>One thing that the check found.</summary>
/// <param name="Status">How bad it is.</param>
/// <param name="Code">What it is, for machines: empty-archive, no-bars, bad-bar, out-of-order, no-session, stale, gap, missing, late-start, vanished.</param>
/// <param name="Text">What it is and what to do, for people.</param>
public sealed record ArchiveFinding(ArchiveStatus Status, string Code, string Text);

/// <summary>Sessions in a row that have no bar.</summary>
/// <param name="From">The first of them.</param>
/// <param name="Through">The last of them.</param>
/// <param name="Sessions">How many they are.</param>
public sealed record ArchiveGap(LocalDate From, LocalDate Through, int Sessions);

/// <summary>What the check found of one symbol.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Status">The worst of its findings.</param>
/// <param name="Newest">The date of its newest bar; null when it has none.</param>
/// <param name="Stale">Sessions from the newest bar to the date of the check.</param>
/// <param name="Missing">Sessions without a bar within the lookback.</param>
/// <param name="Gaps">The largest of them.</param>
/// <param name="Findings">The findings, worst first.</param>
public sealed record SymbolArchive(
    Symbol Symbol, ArchiveStatus Status, LocalDate? Newest, int Stale, int Missing, IReadOnlyList<ArchiveGap> Gaps, IReadOnlyList<ArchiveFinding> Findings);

/// <summary>What the check found.</summary>
/// <param name="AsOf">The session up to which the archive was looked at.</param>
/// <param name="Status">The worst of all.</param>
/// <param name="Symbols">How many symbols the archive holds.</param>
/// <param name="Bars">How many bars they have up to <paramref name="AsOf"/>.</param>
/// <param name="Findings">What concerns the archive as a whole.</param>
/// <param name="Troubled">The symbols with findings, worst first, then in ordinal order.</param>
public sealed record ArchiveReport(
    LocalDate AsOf, ArchiveStatus Status, int Symbols, long Bars, IReadOnlyList<ArchiveFinding> Findings, IReadOnlyList<SymbolArchive> Troubled)
{
    /// <summary>The report in one line.</summary>
    public string Summary =>
        $"{Symbols} symbols, {Bars} bars up to {AsOf:uuuu-MM-dd}: {Count(ArchiveStatus.Fail)} failed, {Count(ArchiveStatus.Warn)} with warnings";

    private int Count(ArchiveStatus status) => Troubled.Count(symbol => symbol.Status == status) + Findings.Count(finding => finding.Status == status);
}
