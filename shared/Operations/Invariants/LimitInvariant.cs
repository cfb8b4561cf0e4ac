using NodaTime;
using Trading.Journal;

namespace Trading.Operations.Invariants;

/// <summary>The day's entries and positions, counted again from the journal and the closed books, against the limits.</summary>
internal static class LimitInvariant
{
    private static readonly Duration Minute = Duration.FromMinutes(1);

    public static string? Exceeded(DayFacts facts) => Entries(facts) ?? Positions(facts);

    private static string? Entries(DayFacts facts)
    {
        var limits = facts.Limits;
        var sent = facts.Events.Where(one => one.IsSent("Entry")).GroupBy(one => one.Text("group") ?? one.Text("id"), StringComparer.Ordinal)
            .Select(group => group.First()).ToList();
        foreach (var symbol in sent.GroupBy(one => one.Text("symbol"), StringComparer.Ordinal))
        {
            var often = InAnyMinute(symbol);
            if (symbol.Count() > limits.EntriesPerSymbolPerDay || often > limits.EntriesPerMinutePerSymbol)
            {
                return $"{symbol.Count()} entries in {symbol.Key}, {often} within a minute; {limits.EntriesPerSymbolPerDay} a day and {limits.EntriesPerMinutePerSymbol} a minute are allowed";
            }
        }

        // A bucket that is full lets its size through at once and refills over the minute.
        var most = InAnyMinute(sent);
        return most > 2 * limits.EntriesPerMinute ? $"{most} entries within a minute; {limits.EntriesPerMinute} a minute are allowed"
            : sent.Select(one => one.Text("symbol")).Distinct(StringComparer.Ordinal).Count() is var symbols && symbols > limits.NewPositionsPerDay
                ? $"entries in {symbols} symbols; {limits.NewPositionsPerDay} new positions a day are allowed"
            : null;
    }

    // At cost: the limits bind when shares are bought, not when they rise.
    private static string? Positions(DayFacts facts)
    {
        var limits = facts.Limits;
        var ours = (facts.Close?.Positions ?? []).Where(position => !position.IsExternal).ToList();
        var total = ours.Sum(position => position.AveragePrice * position.Quantity);
        return ours.Count > limits.Positions ? $"{ours.Count} positions; {limits.Positions} are allowed"
            : total > limits.TotalExposure ? $"positions cost {total:0.00}; {limits.TotalExposure:0.00} are allowed"
            : ours.Find(position => position.AveragePrice * position.Quantity > limits.SymbolExposure) is { } big
                ? $"{big.Symbol} cost {big.AveragePrice * big.Quantity:0.00}; {limits.SymbolExposure:0.00} a symbol are allowed"
            : null;
    }

    private static int InAnyMinute(IEnumerable<JournalEvent> events)
    {
        var most = 0;
        var window = new Queue<Instant>();
        foreach (var one in events)
        {
            window.Enqueue(one.At);
            while (window.Peek() + Minute <= one.At)
            {
                window.Dequeue();
            }

            most = Math.Max(most, window.Count);
        }

        return most;
    }
}
