using Trading.Market.Archive;

namespace Trading.Market.Refresh;

/// <summary>Puts stored and new bars together. Doing it twice gives the same.</summary>
internal static class ArchiveMerge
{
    /// <summary>The bars of all symbols of the plan that have any, in ordinal order.</summary>
    public static List<ArchivedBars> Merge(RefreshPlan plan, BarArchive? stored, IReadOnlyList<Portion> portions)
    {
        var listed = plan.Listed.ToHashSet();
        var merged = new List<ArchivedBars>();
        foreach (var (batch, portion) in plan.Batches.Zip(portions))
        {
            var whole = portion.Done.Whole.ToHashSet();
            foreach (var symbol in batch.Symbols)
            {
                var old = batch.Whole || whole.Contains(symbol) ? null : stored?.Find(symbol);
                if (Join(symbol, old, portion.Bars.Find(symbol), plan) is { Count: > 0 } bars)
                {
                    merged.Add(new ArchivedBars(bars, listed.Contains(symbol)));
                }
            }
        }

        merged.Sort((left, right) => left.Bars.Symbol.CompareTo(right.Bars.Symbol));
        return merged;
    }

    // What is stored up to the first new bar, then the new ones, none older than the archive goes back.
    private static BarSeries? Join(Symbol symbol, BarSeries? old, BarSeries? fresh, RefreshPlan plan)
    {
        var first = BarSeries.ToDay(plan.From);
        var kept = old is null ? default : Range(old.Days, first, fresh is null ? int.MaxValue : fresh.Days[0]);
        var added = fresh is null ? default : Range(fresh.Days, first, BarSeries.ToDay(plan.Through) + 1);
        var count = Length(kept) + Length(added);
        return count == 0 ? null : new BarSeries(
            symbol,
            count,
            Column(old, fresh, bars => bars.Days),
            Column(old, fresh, bars => bars.Open),
            Column(old, fresh, bars => bars.High),
            Column(old, fresh, bars => bars.Low),
            Column(old, fresh, bars => bars.Close),
            Column(old, fresh, bars => bars.Volume));

        T[] Column<T>(BarSeries? before, BarSeries? after, ColumnOf<T> column) =>
            [.. before is null ? [] : column(before)[kept], .. after is null ? [] : column(after)[added]];
    }

    private delegate ReadOnlySpan<T> ColumnOf<T>(BarSeries bars);

    private static Range Range(ReadOnlySpan<int> days, int from, int before) => LowerBound(days, from)..Math.Max(LowerBound(days, from), LowerBound(days, before));

    private static int Length(Range range) => range.End.Value - range.Start.Value;

    private static int LowerBound(ReadOnlySpan<int> days, int day) => days.BinarySearch(day) is var found && found >= 0 ? found : ~found;
}
