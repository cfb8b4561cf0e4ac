using NodaTime;
using Trading.Market.Archive;

namespace Trading.Market.Refresh;

/// <summary>What a night's refresh did.</summary>
/// <param name="Through">The newest session.</param>
/// <param name="Archive">The archive that counts now; null when none was put in place.</param>
/// <param name="Refusal">Why none was, or null.</param>
/// <param name="Listed">How many symbols were to be scanned.</param>
/// <param name="Whole">How many symbols were fetched with all their history.</param>
/// <param name="Adjusted">The symbols whose stored bars had changed: a split, or a correction.</param>
/// <param name="HeldAdjusted">Those of them that are held.</param>
/// <param name="Aside">The symbols that were set aside, with the reason.</param>
/// <param name="Behind">The symbols to scan that end before the newest session.</param>
/// <param name="Warnings">What the check warns of, one line a symbol.</param>
/// <param name="Notes">What the universe left out, one line each.</param>
/// <param name="Damage">What was wrong with the archive before, or null.</param>
public sealed record RefreshReport(
    LocalDate Through,
    ArchivePointer? Archive,
    string? Refusal,
    int Listed,
    int Whole,
    IReadOnlyList<Symbol> Adjusted,
    IReadOnlyList<Symbol> HeldAdjusted,
    IReadOnlyList<string> Aside,
    IReadOnlyList<Symbol> Behind,
    IReadOnlyList<string> Warnings,
    IReadOnlyList<string> Notes,
    string? Damage)
{
    /// <summary>The report in one line.</summary>
    public override string ToString() => Refusal is { } refused
        ? $"no archive for {Through:uuuu-MM-dd}: {refused}"
        : $"{Archive?.Symbols} symbols, {Archive?.Bars} bars through {Through:uuuu-MM-dd}: {Whole} fetched whole, {Adjusted.Count} adjusted, {Aside.Count} set aside, {Behind.Count} behind, {Warnings.Count} warnings";

    internal static RefreshReport Of(RefreshPlan plan, IReadOnlyList<Portion> portions, Judgement judgement, string? damage)
    {
        IReadOnlyList<Symbol> adjusted = [.. portions.SelectMany(portion => portion.Done.Adjusted).Order()];
        return new RefreshReport(
            plan.Through,
            null,
            judgement.Refusal,
            plan.Listed.Count,
            portions.Sum(portion => portion.Done.Whole.Count),
            adjusted,
            [.. adjusted.Intersect(plan.Held)],
            [.. judgement.Aside.Select(aside => aside.Reason)],
            judgement.Behind,
            judgement.Warnings,
            plan.Notes,
            damage);
    }
}
