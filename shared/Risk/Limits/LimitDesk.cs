using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Storage;
using Trading.Time;

namespace Trading.Risk.Limits;

/// <summary>The answer to a person who changes, approves or goes back.</summary>
/// <param name="State">The limits as they stand now.</param>
/// <param name="Request">The request that takes a second person; null when nothing does.</param>
/// <param name="Refusal">Why not: <c>nothing_pending</c>, <c>unknown_change</c>, or as in <see cref="TwoPersonAnswer"/>; null when it was taken.</param>
/// <param name="Sentence">One line for people.</param>
public sealed record LimitAnswer(LimitState State, TwoPersonRequest? Request, string? Refusal, string Sentence);

/// <summary>What people do with the limits: set, approve, go back. Tighter values count at once, looser ones when a second person has approved exactly them.</summary>
/// <exception cref="StorageException">Thrown by each member when the store could not answer: nothing is raised then.</exception>
public sealed class LimitDesk(LimitsBook book, TwoPersonRule rule, TimeProvider clock)
{
    /// <summary>Sets limits. The role Operator is the route's to ask for.</summary>
    /// <param name="values">The values, by key, without a fault.</param>
    /// <param name="by">Who sets them.</param>
    /// <param name="why">The reason.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    public ValueTask<LimitAnswer> SetAsync(IReadOnlyDictionary<string, decimal> values, Caller by, string why, CancellationToken cancellationToken) =>
        ProposeAsync(new LimitProposal(values, LimitSource.Http, by.Name, why), by, cancellationToken);

    /// <summary>Goes back to the limits after an earlier change; what that would loosen waits like any other raise.</summary>
    /// <param name="number">The change.</param>
    /// <param name="by">Who goes back.</param>
    /// <param name="why">The reason.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    public async ValueTask<LimitAnswer> RollBackAsync(int number, Caller by, string why, CancellationToken cancellationToken)
    {
        if (await FindAsync(number, cancellationToken).ConfigureAwait(false) is not { } change)
        {
            var state = await book.StateAsync(cancellationToken).ConfigureAwait(false);
            return new LimitAnswer(state, null, "unknown_change", $"there is no change {number}; the newest is {state.Number}");
        }

        return await ProposeAsync(new LimitProposal(change.Values, LimitSource.Rollback, by.Name, $"back to change {number}: {why}"), by, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Approves the raise that waits. A raise that nobody asked for in person, or whose request has ended, becomes the caller's request: another person approves it then.</summary>
    /// <param name="requestId">The request; null for the one that waits.</param>
    /// <param name="by">Who approves.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    public async ValueTask<LimitAnswer> ApproveAsync(string? requestId, Caller by, CancellationToken cancellationToken)
    {
        var state = await book.StateAsync(cancellationToken).ConfigureAwait(false);
        if (requestId is not null && requestId != state.Pending?.RequestId)
        {
            // Bound to what no longer waits: refused, and journalled by the rule.
            var old = await rule.ApproveAsync(requestId, LimitsBook.RequestKind, "nothing that waits", by, cancellationToken).ConfigureAwait(false);
            return new LimitAnswer(state, old.Request, old.Refusal, old.Sentence);
        }

        if (state.Pending is not { } pending)
        {
            return new LimitAnswer(state, null, "nothing_pending", "no raise of limits waits for anybody");
        }

        if (requestId is null && await AliveAsync(pending, cancellationToken).ConfigureAwait(false) is null)
        {
            return await AdoptAsync(pending, by, cancellationToken).ConfigureAwait(false);
        }

        var answer = await rule.ApproveAsync(pending.RequestId!, LimitsBook.RequestKind, pending.Binding, by, cancellationToken).ConfigureAwait(false);
        return new LimitAnswer(await book.StateAsync(cancellationToken).ConfigureAwait(false), answer.Request, answer.Refusal, answer.Sentence);
    }

    /// <summary>What the raise that waits would change, in the order of the table; empty when none waits.</summary>
    public static IReadOnlyList<LimitMove> RaisesOf(LimitState state) => state.Pending is { } pending ? LimitRules.Moves(state.Values, pending.Values) : [];

    /// <summary>All changes, in order.</summary>
    public async ValueTask<IReadOnlyList<LimitChange>> HistoryAsync(CancellationToken cancellationToken)
    {
        await book.StateAsync(cancellationToken).ConfigureAwait(false);
        return await book.History.AllAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>One change, or null.</summary>
    public async ValueTask<LimitChange?> FindAsync(int number, CancellationToken cancellationToken)
    {
        await book.StateAsync(cancellationToken).ConfigureAwait(false);
        return number < 1 ? null : await book.History.FindAsync(number, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>What leads from the limits after one change to those after another; null when there is no such change.</summary>
    public async ValueTask<IReadOnlyList<LimitMove>?> DifferenceAsync(int from, int to, CancellationToken cancellationToken) =>
        await FindAsync(from, cancellationToken).ConfigureAwait(false) is { } before && await FindAsync(to, cancellationToken).ConfigureAwait(false) is { } after
            ? LimitRules.Moves(before.Values, after.Values)
            : null;

    private async ValueTask<LimitAnswer> ProposeAsync(LimitProposal proposal, Caller by, CancellationToken cancellationToken)
    {
        var (before, asks) = (0, false);
        var after = await book.ChangeAsync(
            async state =>
            {
                (before, asks) = (state.Number, LimitRules.Moves(state.Values, proposal.Values).Any(LimitRules.IsLooser));
                var next = LimitRules.Take(state, proposal, clock.Now());
                next = asks ? await AskAsync(next, by, proposal.Why, cancellationToken).ConfigureAwait(false) : next;
                return next == state ? state : next;
            },
            cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(before, after, asks, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<LimitAnswer> AdoptAsync(PendingRaise pending, Caller by, CancellationToken cancellationToken)
    {
        var after = await book.ChangeAsync(
            async state => state.Pending?.Binding == pending.Binding ? await AskAsync(state, by, pending.Why, cancellationToken).ConfigureAwait(false) : state,
            cancellationToken).ConfigureAwait(false);
        return await AnswerAsync(after.Number, after, asks: true, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The state with a request for its raise that can still be approved.</summary>
    private async ValueTask<LimitState> AskAsync(LimitState state, Caller by, string why, CancellationToken cancellationToken)
    {
        var pending = state.Pending!;
        if (await AliveAsync(pending, cancellationToken).ConfigureAwait(false) is not null)
        {
            return state;
        }

        var request = await rule.RequestAsync(LimitsBook.RequestKind, pending.Binding, by, why, cancellationToken).ConfigureAwait(false);
        return state with { Pending = pending with { RequestId = request.Id, Who = by.Name } };
    }

    // An approved request of a desk of one is alive while it waits for its hour.
    private async ValueTask<TwoPersonRequest?> AliveAsync(PendingRaise pending, CancellationToken cancellationToken) =>
        pending.RequestId is { } id && await rule.FindAsync(id, cancellationToken).ConfigureAwait(false) is { } request && (request.ApprovedBy is not null || clock.Now() < request.ExpiresAt)
            ? request
            : null;

    private async ValueTask<LimitAnswer> AnswerAsync(int before, LimitState after, bool asks, CancellationToken cancellationToken)
    {
        var request = asks && after.Pending is { } pending ? await AliveAsync(pending, cancellationToken).ConfigureAwait(false) : null;
        var changed = after.Number == before ? null : $"change {after.Number} is in force";
        var waits = request is null ? null : $"the raise waits until {request.ExpiresAt} for another person than {request.RequestedBy} to approve {request.Id}";
        var sentence = string.Join("; ", new[] { changed, waits }.OfType<string>());
        return new LimitAnswer(after, request, null, sentence.Length > 0 ? sentence : "nothing changes");
    }
}
