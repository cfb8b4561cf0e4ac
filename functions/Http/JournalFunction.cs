using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Journal;
using Trading.Operations.Inquiry;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The journal: what happened, by number, and whether its chain holds.</summary>
public sealed class JournalFunction(JournalPages pages, JournalCheck check, TimeProvider clock)
{
    /// <summary>
    /// Events by number: <c>?date=yyyy-MM-dd|today|all</c> (today when left out, all with a cursor), <c>?kind=</c>, <c>?correlation=</c>, <c>?order=newest</c>,
    /// <c>?limit=&amp;after=</c>, the cursor being an event's number.
    /// </summary>
    [Answers(typeof(JournalPage))]
    [Paged]
    [Query("date", "yyyy-MM-dd, today or all; today when left out, all with a cursor.")]
    [Query("kind", "Only one kind, such as order-blocked.")]
    [Query("correlation", "Only one chain.")]
    [Query("order", "oldest (standard) or newest first.")]
    [Function("Journal")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/journal")] HttpRequest request, CancellationToken cancellationToken)
    {
        var (kind, correlation, order, day) = (request.Query["kind"].ToString(), request.Query["correlation"].ToString(), request.Query["order"].ToString(), request.Query["date"].ToString());
        var page = Page.In(request);
        long? after = page?.After is not { } cursor ? null : long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : -1;
        var isAll = day == "all" || (day.Length == 0 && after is not null);
        var date = isAll ? null : Answer.DateIn(request, clock, NewYork.DateOf(clock.Now()));
        if (page is null || after == -1 || (date is null && !isAll) || order is not ("" or "newest" or "oldest"))
        {
            return Answer.Wrong($"after wants an event's number; {Answer.WrongDate} (or all); order wants oldest or newest; {Page.Wrong}");
        }

        var query = new JournalQuery(date, kind.Length == 0 ? null : kind, correlation.Length == 0 ? null : correlation, after, order == "newest", page.Value.Limit);
        return Answer.Json(await pages.ReadAsync(query, cancellationToken));
    }

    /// <summary>Walks the hash chain, from <c>?date=</c> on or as a whole: events, head, and the first fault.</summary>
    [Answers(typeof(JournalVerifyAnswer))]
    [Query("date", "yyyy-MM-dd or today: from that New York date on; the whole journal when left out.")]
    [Function("JournalVerify")]
    public async Task<IResult> VerifyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/journal/verify")] HttpRequest request, CancellationToken cancellationToken)
    {
        var isWhole = !request.Query.ContainsKey("date");
        if (Answer.DateIn(request, clock, NewYork.DateOf(clock.Now())) is not { } from)
        {
            return Answer.Wrong(Answer.WrongDate);
        }

        var verdict = await check.CheckAsync(isWhole ? null : from, cancellationToken);
        var reason = verdict.Fault?.Sentence ?? (verdict.Events == 0 ? "the journal is empty: there is nothing to be sure of" : null);
        return Answer.Json(new JournalVerifyAnswer(reason is null, verdict.Events, verdict.HeadHash, verdict.Fault, reason));
    }
}

/// <summary>Whether the journal holds.</summary>
/// <param name="Ok">Whether no fault was found and there is at least one event.</param>
/// <param name="Events">The number of the last good event.</param>
/// <param name="Head">Its hash.</param>
/// <param name="Fault">The first fault; null when there is none.</param>
/// <param name="Reason">Why it is not ok.</param>
internal sealed record JournalVerifyAnswer(bool Ok, long Events, string Head, JournalFault? Fault, string? Reason);
