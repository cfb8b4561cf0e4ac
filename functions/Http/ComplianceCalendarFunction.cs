using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;
using Trading.Compliance.Calendar;
using Trading.Control.Operators;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The calendar of deadlines.</summary>
public sealed class ComplianceCalendarFunction(DeadlineBook book, TimeProvider clock)
{
    private const int Longest = 1000;

    /// <summary>All deadlines, by the date they are due; <c>overdue</c> counts those that are late, New York.</summary>
    [Answers(typeof(CalendarAnswer))]
    [Function("ComplianceCalendar")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/compliance/calendar")] HttpRequest request, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        var lines = (await book.ListAsync(cancellationToken)).Select(one => DeadlineLine.Of(one, today)).ToList();
        return Answer.Json(new CalendarAnswer(lines.Count, lines.Count(line => line.State == "overdue"), lines, lines.Count == 0 ? "no deadline was entered" : null));
    }

    /// <summary>Enters a deadline: <c>{"what", "due": "yyyy-MM-dd", "every": "never|weekly|monthly|quarterly|yearly"}</c>; once when <c>every</c> is left out.</summary>
    [Reads(typeof(DeadlineBody))]
    [Answers(typeof(DeadlineLine))]
    [Function("AddDeadline")]
    [Access(Role.Operator)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/compliance/calendar/add")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<DeadlineBody>(cancellationToken);
        if (body.What is not { Length: > 0 and <= Longest } what)
        {
            return Answer.Wrong("what wants a sentence of 1 to 1000 letters");
        }

        if (body.Due is null || LocalDatePattern.Iso.Parse(body.Due) is not { Success: true, Value: var due })
        {
            return Answer.Wrong("due wants yyyy-MM-dd, a New York date");
        }

        if (request.NotYou(body.Operator) is { } notYou)
        {
            return notYou;
        }

        return EveryOf(body.Every) is { } every
            ? Answer.Json(DeadlineLine.Of(await book.AddAsync(what, due, every, request.Caller().Name, cancellationToken), NewYork.DateOf(clock.Now())))
            : Answer.Wrong("every wants never, weekly, monthly, quarterly or yearly");
    }

    /// <summary>Writes down that a deadline was met: <c>{"id", "reason"}</c>; one that comes back is then due at its next date.</summary>
    [Reads(typeof(MetBody))]
    [Answers(typeof(DeadlineLine))]
    [Function("MeetDeadline")]
    [Access(Role.Operator)]
    public async Task<IResult> MeetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/compliance/calendar/done")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<MetBody>(cancellationToken);
        if (body.Id is not { Length: > 0 and <= 40 } id || !id.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-'))
        {
            return Answer.Wrong("id wants a deadline such as deadline-3");
        }

        if (body.Reason is not { Length: > 0 and <= Longest } reason)
        {
            return Answer.Wrong("reason wants a sentence of 1 to 1000 letters: what was done");
        }

        if (request.NotYou(body.Operator) is { } notYou)
        {
            return notYou;
        }

        return await book.MeetAsync(id, reason, request.Caller().Name, cancellationToken) switch
        {
            (null, _) => Answer.Problem(StatusCodes.Status404NotFound, "unknown", $"there is no deadline {id}"),
            (_, false) => Answer.Problem(StatusCodes.Status409Conflict, "done", $"{id} was met before and does not come back"),
            ({ } met, _) => Answer.Json(DeadlineLine.Of(met, NewYork.DateOf(clock.Now()))),
        };
    }

    private static Recurrence? EveryOf(string? word) => word?.ToUpperInvariant() switch
    {
        null or "NEVER" => Recurrence.Never,
        "WEEKLY" => Recurrence.Weekly,
        "MONTHLY" => Recurrence.Monthly,
        "QUARTERLY" => Recurrence.Quarterly,
        "YEARLY" => Recurrence.Yearly,
        _ => null,
    };
}

/// <summary>A deadline as the calendar shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="What">What is to be done.</param>
/// <param name="Due">When next, New York; null when it is done with.</param>
/// <param name="Every">How often it comes back.</param>
/// <param name="State"><c>open</c>, <c>overdue</c> or <c>done</c>.</param>
/// <param name="LastMet">The last time it was met.</param>
/// <param name="By">Who entered it.</param>
internal sealed record DeadlineLine(string Id, string What, LocalDate? Due, Recurrence Every, string State, DeadlineMet? LastMet, string By)
{
    public static DeadlineLine Of(Deadline one, LocalDate today) =>
        new(one.Id, one.What, one.Due, one.Every, one.Due is null ? "done" : one.IsOverdue(today) ? "overdue" : "open", one.LastMet, one.By);
}

/// <summary>What <c>compliance/calendar</c> answers.</summary>
/// <param name="Count">How many deadlines.</param>
/// <param name="Overdue">How many of them are late.</param>
/// <param name="Deadlines">By the date they are due, those done with last.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record CalendarAnswer(int Count, int Overdue, IReadOnlyList<DeadlineLine> Deadlines, string? Reason);

/// <summary>A deadline to enter.</summary>
/// <param name="What">What is to be done.</param>
/// <param name="Due">yyyy-MM-dd, New York.</param>
/// <param name="Every">How often; null is once.</param>
/// <param name="Operator">Who; the caller when left out.</param>
internal sealed record DeadlineBody(string? What, string? Due, string? Every, string? Operator);

/// <summary>That a deadline was met.</summary>
/// <param name="Id">Which.</param>
/// <param name="Reason">What was done, a sentence.</param>
/// <param name="Operator">Who; the caller when left out.</param>
internal sealed record MetBody(string? Id, string? Reason, string? Operator);
