using Trading.Market;

namespace Trading.Operations.Invariants;

/// <summary>Each of our open positions has exits in force for all of its shares, or an alert that names it.</summary>
internal static class OrphanInvariant
{
    public static string? Orphan(DayFacts facts)
    {
        foreach (var symbol in facts.Book.OwnedSymbols)
        {
            var owned = facts.Book.Owned(symbol);
            var covered = facts.Book.ClaimedBySells(symbol).Value;
            if (owned > covered && !IsAlerted(facts, symbol))
            {
                return $"{owned:0.######} {symbol} are held, exits are in force for {covered:0.######}, and nobody was told";
            }
        }

        return null;
    }

    private static bool IsAlerted(DayFacts facts, Symbol symbol)
    {
        var name = symbol.ToString();
        return facts.Alerts.Any(alert => alert.Subject == name || alert.Subject.StartsWith(name + ":", StringComparison.Ordinal));
    }
}
