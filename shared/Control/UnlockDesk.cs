using System.Globalization;
using Trading.Control.Operators;
using Trading.Control.TwoPersons;

namespace Trading.Control;

/// <summary>
/// Releases the kill switch by two: one person asks, another approves. The request is bound to the activation that it was made for. While a source still asks for a kill nothing is
/// released, and what cannot be read stays locked. A release releases nothing else: dry run and approval stay as they were.
/// </summary>
/// <exception cref="Storage.StorageException">Thrown by each member when the store cannot answer: it stays locked.</exception>
public sealed class UnlockDesk(KillSwitch kill, TwoPersonRule rule, IEnumerable<IStandingKillSource> sources)
{
    /// <summary>The kind of its requests.</summary>
    public const string Kind = "unlock";

    /// <summary>Asks for the release of the present activation.</summary>
    public async ValueTask<TwoPersonAnswer> RequestAsync(Caller by, string why, CancellationToken cancellationToken)
    {
        var state = await kill.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (await RefusalAsync(state, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return await RefuseAsync(refusal, null, by, cancellationToken).ConfigureAwait(false);
        }

        if (state.Mode == KillMode.Off)
        {
            return await RefuseAsync(NotActive, null, by, cancellationToken).ConfigureAwait(false);
        }

        var request = await rule.RequestAsync(Kind, BindingOf(state), by, why, cancellationToken).ConfigureAwait(false);
        return new TwoPersonAnswer(request, null, $"{request.Id} asks for the release of {state.Mode.Word()}: another person approves it before {request.ExpiresAt}");
    }

    /// <summary>Approves a request and releases, at once or, at a desk of one, when its time has come.</summary>
    public async ValueTask<TwoPersonAnswer> ApproveAsync(string id, Caller by, CancellationToken cancellationToken)
    {
        var state = await kill.ReadAsync(cancellationToken).ConfigureAwait(false);
        if (await RefusalAsync(state, cancellationToken).ConfigureAwait(false) is { } refusal)
        {
            return await RefuseAsync(refusal, await rule.FindAsync(id, cancellationToken).ConfigureAwait(false), by, cancellationToken).ConfigureAwait(false);
        }

        var answer = await rule.ApproveAsync(id, Kind, BindingOf(state), by, cancellationToken).ConfigureAwait(false);
        if (answer is not { Refusal: null, Request: { ApprovedAt: { } approvedAt, EffectiveAt: { } effectiveAt } request })
        {
            return answer;
        }

        var release = new KillRelease(request.Id, request.RequestedBy, by.Name, request.Why, effectiveAt, DeskOfOne: effectiveAt > approvedAt);
        return await kill.ReleaseAsync(state.Activation, release, cancellationToken).ConfigureAwait(false) is { } after
            ? answer with { Sentence = after.Mode == KillMode.Off ? $"{answer.Sentence}: the kill switch is off" : $"{answer.Sentence}, unless something asks for a kill before" }
            : await RefuseAsync(state.Mode == KillMode.Off ? NotActive : Newer, request, by, cancellationToken).ConfigureAwait(false);
    }

    private static (string Code, string Sentence) NotActive { get; } = ("not_active", "the kill switch is off: there is nothing to release");

    private static (string Code, string Sentence) Newer { get; } = ("newer_activation", "the kill switch was activated again since: look again and ask again");

    private static string BindingOf(KillState state) => string.Create(CultureInfo.InvariantCulture, $"activation {state.Activation}");

    private async ValueTask<(string Code, string Sentence)?> RefusalAsync(KillState state, CancellationToken cancellationToken)
    {
        if (state.IsUnread)
        {
            return ("store_down", $"{state.Why}: it stays locked");
        }

        if (state.Mode == KillMode.Off)
        {
            return null;
        }

        if (await kill.WhyStillAsync(cancellationToken).ConfigureAwait(false) is { } standing)
        {
            return ("still_asked", standing);
        }

        foreach (var source in sources)
        {
            if (await source.WhyStillAsync(cancellationToken).ConfigureAwait(false) is { } why)
            {
                return ("still_asked", why);
            }
        }

        return null;
    }

    private async ValueTask<TwoPersonAnswer> RefuseAsync((string Code, string Sentence) refusal, TwoPersonRequest? request, Caller by, CancellationToken cancellationToken)
    {
        await rule.JournalRefusalAsync(Kind, request, refusal.Code, refusal.Sentence, by, cancellationToken).ConfigureAwait(false);
        return new TwoPersonAnswer(request, refusal.Code, refusal.Sentence);
    }
}
