using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Compliance;
using Trading.Compliance.Transactions;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>Where compliance stands, and the day's reports.</summary>
public sealed class ComplianceFunction(ComplianceStatusReader status, TransactionReport report, ComplianceSummary summary, TimeProvider clock)
{
    /// <summary>Open alerts, the last report, deadlines; <c>overdue</c> counts those that are late.</summary>
    [Answers(typeof(ComplianceStatus))]
    [Function("ComplianceStatus")]
    public async Task<IResult> StatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/compliance/status")] HttpRequest request, CancellationToken cancellationToken) =>
        Answer.Json(await status.ReadAsync(cancellationToken));

    /// <summary>The transaction report of <c>?date=yyyy-MM-dd</c>, the newest when left out.</summary>
    [Answers(typeof(TransactionsAnswer))]
    [Query("date", "yyyy-MM-dd or today, a New York date; the newest when left out.")]
    [Function("ComplianceReport")]
    public async Task<IResult> ReportAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/compliance/report")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (Answer.DateIn(request, clock, await NewestAsync(cancellationToken)) is not { } date)
        {
            return Answer.Wrong(Answer.WrongDate);
        }

        var day = await report.OnAsync(date, cancellationToken);
        var lines = await report.LinesAsync(date, cancellationToken) ?? [];
        return Answer.Json(new TransactionsAnswer(
            date, lines.Count, day?.Complete, day?.Missing ?? [], lines, day is null ? "no report was written of that day" : lines.Count == 0 ? "nothing was executed" : null));
    }

    /// <summary>The summary of <c>?date=yyyy-MM-dd</c> as people read it (Markdown), the newest when left out.</summary>
    [Answers(typeof(SummaryAnswer))]
    [Query("date", "yyyy-MM-dd or today, a New York date; the newest when left out.")]
    [Function("ComplianceSummary")]
    public async Task<IResult> SummaryAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/compliance/summary")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (Answer.DateIn(request, clock, await NewestAsync(cancellationToken)) is not { } date)
        {
            return Answer.Wrong(Answer.WrongDate);
        }

        var text = await summary.OnAsync(date, cancellationToken);
        return Answer.Json(new SummaryAnswer(date, text, text is null ? "no summary was written of that day" : null));
    }

    private async Task<LocalDate> NewestAsync(CancellationToken cancellationToken) =>
        (await report.LatestAsync(cancellationToken))?.Date ?? NewYork.DateOf(clock.Now());
}

/// <summary>What <c>compliance/report</c> answers.</summary>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Count">How many executions are in the report.</param>
/// <param name="Complete">Whether every execution of the broker and of the books is in it; null without a report.</param>
/// <param name="Missing">The ids of those that are not.</param>
/// <param name="Transactions">Its lines, in time order.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record TransactionsAnswer(
    LocalDate Date, int Count, bool? Complete, IReadOnlyList<string> Missing, IReadOnlyList<TransactionLine> Transactions, string? Reason);

/// <summary>What <c>compliance/summary</c> answers.</summary>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Text">Markdown; null without a summary.</param>
/// <param name="Reason">Why there is none.</param>
internal sealed record SummaryAnswer(LocalDate Date, string? Text, string? Reason);
