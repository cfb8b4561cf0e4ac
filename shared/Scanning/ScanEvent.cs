using NodaTime;
using Trading.Market;

namespace Trading.Scanning;

/// <summary>What the journal keeps of a scan (<c>scan-completed</c>).</summary>
internal sealed record ScanEvent(
    LocalDate ScanDate,
    LocalDate AsOf,
    LocalDate? NewestBar,
    ScanCoverage Symbols,
    GateCounts Gates,
    bool RegimeOpen,
    bool StaleInputs,
    IReadOnlyList<Symbol> LeftOut,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<ScanEventCandidate> Candidates)
{
    public static ScanEvent Of(ScanReport report) => new(
        report.ScanDate,
        report.AsOf,
        report.NewestBar,
        report.Symbols,
        report.Gates,
        report.RegimeOpen,
        report.StaleInputs,
        report.LeftOut,
        report.Warnings,
        [.. report.Candidates.Select(ScanEventCandidate.Of)]);
}

/// <summary>What the journal keeps of a candidate: enough to say why it was one.</summary>
internal sealed record ScanEventCandidate(
    string Correlation, Symbol Symbol, TrendTier Tier, Anchor Anchor, LocalDate AnchorDate, Price Price, Price EntryLevel, Price StopLoss, Price TargetR1, Price TargetR2, double TrendScore)
{
    public static ScanEventCandidate Of(Candidate candidate) => new(
        candidate.CorrelationId,
        candidate.Symbol,
        candidate.Tier,
        candidate.Anchor,
        candidate.AnchorDate,
        candidate.Price,
        candidate.EntryLevel,
        candidate.StopLoss,
        candidate.TargetR1,
        candidate.TargetR2,
        candidate.TrendScore);
}
