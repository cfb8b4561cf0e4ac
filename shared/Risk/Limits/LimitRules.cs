using NodaTime;

namespace Trading.Risk.Limits;

/// <summary>How limits change: what allows less counts at once, what allows more waits for two people. Pure.</summary>
internal static class LimitRules
{
    /// <summary>The first limits of an account.</summary>
    public static LimitState Begin(RiskLimits defaults, Instant now)
    {
        var values = LimitTable.ValuesOf(defaults);
        return new LimitState(new LimitChange(1, LimitSource.Default, "desk", null, "the first limits of this account", now, [], values), values);
    }

    /// <summary>The limits after a change of the history. Nothing waits any more, and the file is looked at anew.</summary>
    public static LimitState Resume(LimitChange change, RiskLimits defaults) => new(change, LimitTable.ValuesOf(defaults));

    /// <summary>The state after a proposal, whichever door it came through.</summary>
    public static LimitState Take(LimitState state, LimitProposal proposal, Instant now)
    {
        var moves = Moves(state.Values, proposal.Values);
        var looser = moves.Where(IsLooser).ToList();
        var change = looser.Count == moves.Count ? state.Change : Next(state, [.. moves.Except(looser)], proposal.Source, proposal.Who ?? proposal.Source, null, proposal.Why, now);
        return state with { Change = change, Pending = looser.Count == 0 ? Standing(state.Pending, proposal) : Waiting(state.Pending, proposal, looser, now) };
    }

    /// <summary>The state after two people have said that the pending raise shall be: exactly its values, nothing else.</summary>
    public static LimitState Raise(LimitState state, string requestedBy, string approvedBy, Instant now)
    {
        var pending = state.Pending!;
        var moves = Moves(state.Values, pending.Values);
        return state with { Change = Next(state, moves, pending.Source, requestedBy, approvedBy, pending.Why, now), Pending = null };
    }

    /// <summary>What leads from one set of values to another, in the order of the table; keys that the other does not hold stay as they are.</summary>
    public static IReadOnlyList<LimitMove> Moves(IReadOnlyDictionary<string, decimal> from, IReadOnlyDictionary<string, decimal> to) =>
        [.. LimitTable.Lines.Where(line => to.TryGetValue(line.Key, out var value) && value != from[line.Key]).Select(line => new LimitMove(line.Key, from[line.Key], to[line.Key]))];

    /// <summary>Whether a move allows more.</summary>
    public static bool IsLooser(LimitMove move) => LimitTable.Find(move.Key)!.IsLooser(move.From, move.To);

    private static LimitChange Next(LimitState state, IReadOnlyList<LimitMove> moves, string source, string who, string? approvedBy, string why, Instant now)
    {
        var moved = moves.ToDictionary(move => move.Key, move => move.To, StringComparer.Ordinal);
        var values = LimitTable.Lines.ToDictionary(line => line.Key, line => moved.TryGetValue(line.Key, out var to) ? to : state.Values[line.Key], StringComparer.Ordinal);
        return new LimitChange(state.Number + 1, source, who, approvedBy, why, now, moves, values);
    }

    // The same raise asked for again is the same raise, with the request that it has.
    private static PendingRaise Waiting(PendingRaise? pending, LimitProposal proposal, List<LimitMove> looser, Instant now)
    {
        var raise = new PendingRaise(looser.ToDictionary(move => move.Key, move => move.To, StringComparer.Ordinal), proposal.Source, proposal.Who, proposal.Why, now, null);
        return pending?.Binding == raise.Binding ? pending : raise;
    }

    // Whoever names a limit anew, or writes the file anew that asked for more, has overtaken what waits.
    private static PendingRaise? Standing(PendingRaise? pending, LimitProposal proposal) =>
        pending is null || proposal.Values.Keys.Any(pending.Values.ContainsKey) || (pending.Source == LimitSource.File && proposal.Source == LimitSource.File) ? null : pending;
}
