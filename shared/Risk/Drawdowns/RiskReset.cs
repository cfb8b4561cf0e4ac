using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Risk.Drawdowns;

/// <summary>
/// Resets the marks that losses are measured from, by two people: one asks, another approves, and what the account is worth then is the new opening, day's peak and all-time peak.
/// A request is bound to the marks as they stood: when one has moved, it is void. The kill switch is not released by it.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer: nothing is reset then, or it is reset and told at the next look.</exception>
public sealed class RiskReset(EquityBook book, TwoPersonRule rule, JournalWriter journal, TimeProvider clock)
{
    /// <summary>The kind of the requests.</summary>
    public const string Kind = "reset_alert";

    /// <summary>Asks for a reset of the marks as they stand; refused with <c>no_marks</c> while there are none.</summary>
    public async ValueTask<TwoPersonAnswer> RequestAsync(Caller by, string why, CancellationToken cancellationToken)
    {
        if (await book.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } marks)
        {
            return new TwoPersonAnswer(null, "no_marks", "there is nothing to reset: equity has not been read yet");
        }

        var request = await rule.RequestAsync(Kind, marks.Binding, by, why, cancellationToken).ConfigureAwait(false);
        return new TwoPersonAnswer(
            request, null, $"nothing is reset yet: another person, an approver, sends the request_id {request.Id} to risk/reset_approve before {request.ExpiresAt}");
    }

    /// <summary>Approves a request. With two people the marks are reset at once; at a desk of one, at the first look at equity fifteen minutes later.</summary>
    /// <param name="id">The request.</param>
    /// <param name="by">The approver.</param>
    /// <param name="equity">What the account is worth now, dollars, above zero.</param>
    /// <param name="cancellationToken">Cancels before the approval.</param>
    public async ValueTask<TwoPersonAnswer> ApproveAsync(string id, Caller by, decimal equity, CancellationToken cancellationToken)
    {
        var marks = await book.ReadAsync(cancellationToken).ConfigureAwait(false);
        var answer = await rule.ApproveAsync(id, Kind, marks?.Binding ?? string.Empty, by, cancellationToken).ConfigureAwait(false);
        if (answer is { Refusal: null, Request: { EffectiveAt: { } at } request })
        {
            var pending = new PendingReset(request.Id, request.Binding, by.Name, at);
            var kept = await book.ChangeAsync(now => now.Binding == request.Binding ? now with { Pending = pending } : null, cancellationToken).ConfigureAwait(false);
            if (kept is { } change)
            {
                await CatchUpAsync(change.After, equity, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await journal.AppendAsync("risk-reset-void", request.Id, new { request.Id, Why = "the marks moved while it was approved" }, cancellationToken).ConfigureAwait(false);
                return answer with { Refusal = "newer_activation", Sentence = $"{id} is void: the marks have moved since, look again and ask again" };
            }
        }

        return answer;
    }

    /// <summary>Does an approved reset whose time has come, once; drops one whose marks have moved. Returns the marks that hold.</summary>
    /// <param name="marks">The marks just read.</param>
    /// <param name="equity">What the account is worth now, dollars, above zero.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    internal async ValueTask<EquityMarks> CatchUpAsync(EquityMarks marks, decimal equity, CancellationToken cancellationToken)
    {
        if (marks.Pending is not { } pending || (marks.Binding == pending.Binding && clock.Now() < pending.EffectiveAt))
        {
            return marks;
        }

        var isVoid = marks.Binding != pending.Binding;
        var change = await book.ChangeAsync(
            now => now != marks ? null : isVoid ? now with { Pending = null } : now.Reset(equity), cancellationToken).ConfigureAwait(false);
        if (change is not { } done)
        {
            return marks;
        }

        var data = new { pending.RequestId, pending.Who, Equity = equity, Before = EquityBook.FactsOf(done.Before), After = EquityBook.FactsOf(done.After) };
        await journal.AppendAsync(isVoid ? "risk-reset-void" : "risk-reset", pending.RequestId, data, cancellationToken).ConfigureAwait(false);
        return done.After;
    }
}
