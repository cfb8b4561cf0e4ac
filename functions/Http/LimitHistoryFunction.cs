using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Control.Operators;
using Trading.Risk.Limits;

namespace Trading.Functions.Http;

/// <summary>The limits as they were: every change with who and why, what differs between two, and going back.</summary>
public sealed class LimitHistoryFunction(LimitDesk desk)
{
    private const string WrongNumbers = "from and to want the numbers of two changes, as config/history shows them; to is the newest when left out";

    /// <summary>Every change, the newest first.</summary>
    [Paged]
    [Answers(typeof(LimitHistoryAnswer))]
    [Function("LimitHistory")]
    public async Task<IResult> RunAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/config/history")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (Page.In(request) is not { } page)
        {
            return Answer.Wrong(Page.Wrong);
        }

        var (changes, next) = page.Cut((await desk.HistoryAsync(cancellationToken)).Reverse(), change => change.Number.ToString("D8", CultureInfo.InvariantCulture), falling: true);
        return Answer.Json(new LimitHistoryAnswer(changes.Count, changes, next, changes.Count == 0 ? "no change is older than that" : null));
    }

    /// <summary>What differs between the limits after two changes.</summary>
    [Query("from", "the number of a change")]
    [Query("to", "the number of another; the newest when left out")]
    [Answers(typeof(LimitDifferenceAnswer))]
    [Function("LimitDifference")]
    public async Task<IResult> DifferenceAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/config/diff")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (first, second) = (request.Query["from"].ToString(), request.Query["to"].ToString());
        var to = second.Length == 0 ? (await desk.HistoryAsync(cancellationToken))[^1].Number : NumberOf(second);
        if (NumberOf(first) is not { } from || to is not { } until)
        {
            return Answer.Wrong(WrongNumbers);
        }

        var moves = await desk.DifferenceAsync(from, until, cancellationToken);
        return moves is null
            ? Answer.Problem(StatusCodes.Status404NotFound, "unknown_change", $"there is no change {from} or no change {until}: config/history lists them")
            : Answer.Json(new LimitDifferenceAnswer(from, until, moves.Count, moves, moves.Count == 0 ? "the limits are the same" : null));
    }

    /// <summary>Goes back to the limits after an earlier change: what that lowers counts at once, what it raises waits for a second person.</summary>
    [Access(Role.Operator)]
    [Reads(typeof(LimitsRollbackBody))]
    [Answers(typeof(LimitsAnswer))]
    [Function("RollBackLimits")]
    public async Task<IResult> RollBackAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/config/rollback")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<LimitsRollbackBody>(cancellationToken);
        return request.NotYou(body.Operator)
            ?? (body.Number is not { } number ? Answer.Wrong("number wants the number of a change, as config/history shows it")
                : ReasonGiven.In(body.Reason) is not { } why ? Answer.Wrong(ReasonGiven.Missing)
                : LimitsAnswer.Or(await desk.RollBackAsync(number, request.Caller(), why, cancellationToken)));
    }

    private static int? NumberOf(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}

/// <summary>Changes of the limits.</summary>
/// <param name="Count">How many are shown.</param>
/// <param name="Changes">The changes, the newest first.</param>
/// <param name="Next">The cursor of the next page; null when there is none.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record LimitHistoryAnswer(int Count, IReadOnlyList<LimitChange> Changes, string? Next, string? Reason);

/// <summary>What differs between two sets of limits.</summary>
/// <param name="From">The first change.</param>
/// <param name="To">The second.</param>
/// <param name="Count">How many limits differ.</param>
/// <param name="Changes">The limits that differ.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record LimitDifferenceAnswer(int From, int To, int Count, IReadOnlyList<LimitMove> Changes, string? Reason);

/// <summary>Going back.</summary>
/// <param name="Number">To which change.</param>
/// <param name="Reason">Why.</param>
/// <param name="Operator">Who does this: nobody but the caller.</param>
internal sealed record LimitsRollbackBody(int? Number, string? Reason, string? Operator);
