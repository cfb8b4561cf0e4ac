using Trading.Market.Archive;
using Trading.Market.Universe;
using Trading.Time;

namespace Trading.Market.Refresh;

/// <summary>What becomes of a night's bars.</summary>
/// <param name="Entries">What goes into the archive.</param>
/// <param name="Aside">The symbols that are left out of it, each with its reason.</param>
/// <param name="Behind">The symbols to scan that end before the newest session.</param>
/// <param name="Warnings">The symbols with warnings, one line each.</param>
/// <param name="Refusal">Why the archive is not to be put in place, or null.</param>
internal sealed record Judgement(
    IReadOnlyList<ArchivedBars> Entries, IReadOnlyList<AsideSymbol> Aside, IReadOnlyList<Symbol> Behind, IReadOnlyList<string> Warnings, string? Refusal);

/// <summary>
/// Looks at a night's bars before anybody trades on them. A symbol that fails is set aside; when many do, or what must be there does not reach the newest session, or the universe has shrunk, it is the feed that
/// is in trouble and the archive of the night before stays.
/// </summary>
internal sealed class ArchiveJudge(ExchangeCalendar calendar, ArchiveThresholds thresholds, RefreshOptions options)
{
    // With these a held symbol is left out, too: no bars are better than wrong ones.
    private static readonly string[] Wrong = ["bad-bar", "out-of-order", "no-session", "no-bars"];
    private readonly ArchiveCheck check = new(calendar, thresholds);

    public Judgement Judge(RefreshPlan plan, BarArchive? stored, IReadOnlyList<ArchivedBars> merged)
    {
        var report = check.Run(merged.Select(entry => new ArchiveEntry(entry.Bars.Symbol, entry.Bars)), plan.Through);
        var kept = plan.Held.Concat(options.Required).ToHashSet();
        var failed = report.Troubled.Where(symbol => symbol.Status == ArchiveStatus.Fail).ToDictionary(symbol => symbol.Symbol);
        var leftOut = failed.Values.Where(symbol => !kept.Contains(symbol.Symbol) || symbol.Findings.Any(finding => Wrong.Contains(finding.Code, StringComparer.Ordinal)))
            .ToDictionary(symbol => symbol.Symbol, symbol => symbol.Findings[0].Text);
        var known = merged.Select(entry => entry.Bars.Symbol).ToHashSet();
        foreach (var missing in plan.Batches.SelectMany(batch => batch.Symbols).Where(symbol => !known.Contains(symbol)))
        {
            leftOut[missing] = $"{missing}: no bar from {plan.From:uuuu-MM-dd} through {plan.Through:uuuu-MM-dd}";
        }

        IReadOnlyList<ArchivedBars> entries = [.. merged.Where(entry => !leftOut.ContainsKey(entry.Bars.Symbol))];
        var newest = BarSeries.ToDay(plan.Through);
        IReadOnlyList<Symbol> behind = [.. entries.Where(entry => entry.IsListed && entry.Bars.Days[^1] < newest).Select(entry => entry.Bars.Symbol)];
        return new Judgement(
            entries,
            [.. leftOut.OrderBy(pair => pair.Key).Select(pair => new AsideSymbol(pair.Key, pair.Value, plan.Through, plan.Through + options.Aside))],
            behind,
            [.. report.Troubled.Where(symbol => !leftOut.ContainsKey(symbol.Symbol)).Select(symbol => symbol.Findings[0].Text)],
            Refusal(plan, entries, plan.Listed.Count(leftOut.ContainsKey) + behind.Count) ?? Shrunk(plan, stored));
    }

    private string? Refusal(RefreshPlan plan, IReadOnlyList<ArchivedBars> entries, int troubled)
    {
        foreach (var required in options.Required)
        {
            var bars = entries.FirstOrDefault(entry => entry.Bars.Symbol == required)?.Bars;
            if (bars is null || bars.DateAt(bars.Count - 1) != plan.Through)
            {
                return $"{required} {(bars is null ? "has no sound bars" : $"ends {bars.DateAt(bars.Count - 1):uuuu-MM-dd}")}, and the newest session is {plan.Through:uuuu-MM-dd}: the feed is behind";
            }
        }

        if (troubled > options.MostTroubled * plan.Listed.Count)
        {
            return $"{troubled} of {plan.Listed.Count} symbols to scan are missing, behind or unsound: the feed is in trouble";
        }

        return entries.Any(entry => entry.IsListed) ? null : "no symbol to scan is left";
    }

    // Symbols that the feed does not even name are in no list of what is missing.
    private string? Shrunk(RefreshPlan plan, BarArchive? stored) =>
        stored is not null && plan.IsShort && plan.Listed.Count < (1 - options.MostTroubled) * stored.Listed.Count
            ? $"{plan.Listed.Count} symbols to scan were found, and the archive has {stored.Listed.Count}: the feed is in trouble; where it is not, set {UniverseSetting.Name} to assets:{plan.Listed.Count}"
            : null;
}
