using Trading.Journal;
using Trading.Risk;
using Trading.Risk.Limits;

namespace Trading.Operations.Invariants;

/// <summary>The day's entries and positions, counted again from the journal and the closed books, against the limits that were in force at that moment.</summary>
internal static class LimitInvariant
{
    public static string? Exceeded(DayFacts facts)
    {
        var count = new EntryCount(facts.Limits);
        foreach (var one in facts.Events)
        {
            if (count.Take(one) is { } excess)
            {
                return excess;
            }
        }

        return Positions(facts, count);
    }

    /// <summary>The limits that an event of the kind <c>limits-changed</c> put in force.</summary>
    public static RiskLimits LimitsIn(JournalEvent one) =>
        LimitTable.With(RiskLimits.Paper, one.Data.GetProperty("values").EnumerateObject().ToDictionary(value => value.Name, value => value.Value.GetDecimal(), StringComparer.Ordinal));

    // At cost, and only where something was bought: the limits bind when shares are bought, not when they rise, nor when the limits fall.
    private static string? Positions(DayFacts facts, EntryCount bought)
    {
        var ours = (facts.Close?.Positions ?? []).Where(position => !position.IsExternal).ToList();
        var total = ours.Sum(position => position.AveragePrice * position.Quantity);
        return bought.Under.Count == 0 ? null
            : ours.Count > bought.Most(limits => limits.Positions) ? $"{ours.Count} positions; {bought.Most(limits => limits.Positions)} are allowed"
            : total > bought.Most(limits => limits.TotalExposure) ? $"positions cost {total:0.00}; {bought.Most(limits => limits.TotalExposure):0.00} are allowed"
            : ours.Find(position => bought.Has(position.Symbol.ToString()) && position.AveragePrice * position.Quantity > bought.Most(limits => limits.SymbolExposure)) is { } big
                ? $"{big.Symbol} cost {big.AveragePrice * big.Quantity:0.00}; {bought.Most(limits => limits.SymbolExposure):0.00} a symbol are allowed"
            : null;
    }
}
