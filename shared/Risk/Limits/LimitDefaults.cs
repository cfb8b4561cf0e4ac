using NodaTime;

namespace Trading.Risk.Limits;

/// <summary>A build whose defaults differ from those that the limits were last looked after with is one more door.</summary>
internal static class LimitDefaults
{
    /// <summary>The state after the defaults of this build; null when they are known. A limit that was set to something else than its default stays.</summary>
    public static LimitState? Take(LimitState state, RiskLimits defaults, Instant now)
    {
        var standard = LimitTable.ValuesOf(defaults);
        if (IsComplete(state) && LimitRules.Moves(state.Defaults, standard).Count == 0)
        {
            return null;
        }

        var complete = Complete(state, standard);
        var moved = LimitRules.Moves(complete.Defaults, standard).Where(move => complete.Values[move.Key] == move.From).ToDictionary(move => move.Key, move => move.To, StringComparer.Ordinal);
        var proposal = new LimitProposal(moved, LimitSource.Default, null, "the defaults of this build are others");
        return LimitRules.Take(complete, proposal, now) with { Defaults = standard };
    }

    /// <summary>Whether every limit of this build has its value.</summary>
    public static bool IsComplete(LimitState state) => LimitTable.Lines.All(line => state.Values.ContainsKey(line.Key) && state.Defaults.ContainsKey(line.Key));

    // A limit that is new in this build starts at its default: before, there was none at all.
    private static LimitState Complete(LimitState state, IReadOnlyDictionary<string, decimal> standard) => state with
    {
        Change = state.Change with { Values = Complete(state.Values, standard) },
        Defaults = Complete(state.Defaults, standard),
    };

    private static Dictionary<string, decimal> Complete(IReadOnlyDictionary<string, decimal> values, IReadOnlyDictionary<string, decimal> standard) =>
        LimitTable.Lines.ToDictionary(line => line.Key, line => values.TryGetValue(line.Key, out var value) ? value : standard[line.Key], StringComparer.Ordinal);
}
