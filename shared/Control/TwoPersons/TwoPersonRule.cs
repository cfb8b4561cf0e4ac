using System.Globalization;
using NodaTime;
using Trading.Control.Operators;
using Trading.Journal;
using Trading.Storage;
using Trading.Time;

namespace Trading.Control.TwoPersons;

/// <summary>
/// Requests that one person makes and another approves, kept in table <c>requests</c>, partition = the account. A request is bound to what it was made for, ends after fifteen minutes
/// and is used once. A desk with one operator approves with a second credential of the same person; that approval counts fifteen minutes later and the journal says so.
/// </summary>
/// <exception cref="StorageException">Thrown by each member when the store cannot answer: nothing is approved then.</exception>
public sealed class TwoPersonRule(IRecords records, string account, OperatorBook operators, JournalWriter journal, TimeProvider clock)
{
    /// <summary>How long a request can be approved, and how long a desk of one waits after its approval.</summary>
    public static readonly Duration Patience = Duration.FromMinutes(15);

    private const int MostTries = 20;
    private readonly RecordTable<TwoPersonRequest> table = new(records, "requests");
    private readonly RecordTable<Counter> counters = new(records, "requests");

    /// <summary>Makes a request. Who may ask is the route's to decide; the request is journalled.</summary>
    public async ValueTask<TwoPersonRequest> RequestAsync(string kind, string binding, Caller by, string why, CancellationToken cancellationToken)
    {
        var now = clock.Now();
        var request = new TwoPersonRequest(await NextIdAsync(cancellationToken).ConfigureAwait(false), kind, binding, by.Name, by.Credential, why, now, now + Patience);
        if (await table.InsertAsync(account, request.Id, request, cancellationToken).ConfigureAwait(false) is null)
        {
            throw new StorageException($"{request.Id} is taken: the count of requests in table requests is damaged");
        }

        await journal.AppendAsync($"{kind}-requested", request.Id, new { request.Id, request.Binding, Who = by.Name, by.Credential, Why = why, request.ExpiresAt }, cancellationToken).ConfigureAwait(false);
        return request;
    }

    /// <summary>A request by its id, or null.</summary>
    public async ValueTask<TwoPersonRequest?> FindAsync(string id, CancellationToken cancellationToken) =>
        IsId(id) ? (await table.GetAsync(account, id, cancellationToken).ConfigureAwait(false))?.Value : null;

    /// <summary>Approves a request, once. A refused approval is journalled and changes nothing.</summary>
    /// <param name="id">The request's id.</param>
    /// <param name="kind">What the approver takes it for.</param>
    /// <param name="binding">What it must be bound to now.</param>
    /// <param name="by">The approver.</param>
    /// <param name="cancellationToken">Cancels before the write.</param>
    public async ValueTask<TwoPersonAnswer> ApproveAsync(string id, string kind, string binding, Caller by, CancellationToken cancellationToken)
    {
        var found = IsId(id) ? await table.GetAsync(account, id, cancellationToken).ConfigureAwait(false) : null;
        var isAlone = await IsDeskOfOneAsync(by, cancellationToken).ConfigureAwait(false);
        if (Refusal(found?.Value, kind, binding, by, isAlone) is { } refusal)
        {
            return await RefuseAsync(id, kind, found?.Value, refusal, by, cancellationToken).ConfigureAwait(false);
        }

        var now = clock.Now();
        var approved = found!.Value with { ApprovedBy = by.Name, ApprovedAt = now, EffectiveAt = isAlone ? now + Patience : now };
        if (await table.ReplaceAsync(account, id, approved, found.Version, cancellationToken).ConfigureAwait(false) is null)
        {
            return await RefuseAsync(id, kind, found.Value, "used", by, cancellationToken).ConfigureAwait(false);
        }

        var facts = new { approved.Id, approved.Binding, approved.RequestedBy, Who = by.Name, by.Credential, approved.EffectiveAt, DeskOfOne = isAlone };
        await journal.AppendAsync($"{kind}-approved", id, facts, cancellationToken).ConfigureAwait(false);
        return new TwoPersonAnswer(approved, null, isAlone ? $"{id} is approved by the second credential of a desk of one: it counts from {approved.EffectiveAt}" : $"{id} is approved by {by.Name}");
    }

    private static bool IsId(string id) => id.StartsWith("REQ-", StringComparison.Ordinal) && id.Length is > 4 and < 24 && id.AsSpan(4).IndexOfAnyExceptInRange('0', '9') < 0;

    private string? Refusal(TwoPersonRequest? request, string kind, string binding, Caller by, bool isAlone) =>
        request is null || request.Kind != kind ? "unknown_request"
        : by.Role < Role.Approver ? "wrong_role"
        : request.ApprovedBy is not null ? "used"
        : clock.Now() >= request.ExpiresAt ? "expired"
        : request.Binding != binding ? "newer_activation"
        : !by.IsPerson(request.RequestedBy) ? null
        : isAlone && !string.Equals(request.Credential, by.Credential, StringComparison.OrdinalIgnoreCase) ? null
        : "same_person";

    // Whoever may only look is no second person: they can neither ask nor approve.
    private async ValueTask<bool> IsDeskOfOneAsync(Caller by, CancellationToken cancellationToken)
    {
        var acting = (await operators.ListAsync(cancellationToken).ConfigureAwait(false)).Where(each => each.Role >= Role.Operator).ToList();
        return acting.Count > 0 && acting.TrueForAll(each => by.IsPerson(each.Name));
    }

    private async ValueTask<TwoPersonAnswer> RefuseAsync(string id, string kind, TwoPersonRequest? request, string refusal, Caller by, CancellationToken cancellationToken)
    {
        var sentence = refusal switch
        {
            "unknown_request" => $"there is no {kind} request of that id",
            "wrong_role" => $"{by.Name} is {by.Role}: an approval takes the role Approver",
            "used" => $"{id} was approved already: a request is used once",
            "expired" => $"{id} ended at {request!.ExpiresAt}: ask again",
            "newer_activation" => $"{id} was made for {request!.Binding}, which has changed since: look again and ask again",
            _ => $"{id} was asked for by {request!.RequestedBy}: another person approves it",
        };
        await JournalRefusalAsync(kind, request, refusal, sentence, by, cancellationToken).ConfigureAwait(false);
        return new TwoPersonAnswer(request, refusal, sentence);
    }

    /// <summary>Journals that somebody was refused, here or by what the request is for.</summary>
    internal ValueTask JournalRefusalAsync(string kind, TwoPersonRequest? request, string refusal, string sentence, Caller by, CancellationToken cancellationToken) =>
        journal.AppendAsync($"{kind}-refused", request?.Id ?? kind, new { Refusal = refusal, Who = by.Name, by.Credential, Sentence = sentence }, cancellationToken);

    private async ValueTask<string> NextIdAsync(CancellationToken cancellationToken)
    {
        const string Row = "last";
        for (var tries = 0; tries < MostTries; tries++)
        {
            var last = await counters.GetAsync(account, Row, cancellationToken).ConfigureAwait(false);
            var next = new Counter((last?.Value.Number ?? 0) + 1);
            var written = last is null
                ? await counters.InsertAsync(account, Row, next, cancellationToken).ConfigureAwait(false)
                : await counters.ReplaceAsync(account, Row, next, last.Version, cancellationToken).ConfigureAwait(false);
            if (written is not null)
            {
                return string.Create(CultureInfo.InvariantCulture, $"REQ-{next.Number}");
            }
        }

        throw new StorageException($"no number for a request in {MostTries} tries: other writers were always first");
    }

    private sealed record Counter(long Number);
}
