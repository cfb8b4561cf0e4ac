using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;
using Trading.Control.Operators;
using Trading.Operations;
using Trading.Operations.Alerting;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>What the desk has to tell, and what people say to it.</summary>
public sealed class AlertsFunction(AlertBook book, AlertDesk desk, TimeProvider clock)
{
    private const int MostDays = 31;

    /// <summary>
    /// The alerts that stand, whatever their date, and those raised today or since <c>?since=yyyy-MM-dd</c> (at most 31 days back). Those that nobody has answered come first, the gravest first, the oldest first.
    /// <c>?state=open|silenced|acknowledged|resolved</c>, <c>?severity=SEV1..SEV4</c>, <c>?limit=</c>, <c>?after=</c>.
    /// </summary>
    [Answers(typeof(AlertList))]
    [Paged]
    [Query("state", "open, silenced, acknowledged or resolved; all when left out")]
    [Query("severity", "SEV1, SEV2, SEV3 or SEV4; all when left out")]
    [Query("since", "yyyy-MM-dd or today, a New York date of the last 31 days; today when left out")]
    [Function("Alerts")]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/alerts")] HttpRequest request, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        var (since, state, severity) = (request.Query["since"].ToString(), request.Query["state"].ToString(), request.Query["severity"].ToString());
        if (Since(since, today) is not { } from || from > today || Period.DaysBetween(from, today) > MostDays)
        {
            return Answer.Wrong($"since wants yyyy-MM-dd, a New York date of the last {MostDays} days");
        }

        if (!IsState(state, out var wanted))
        {
            return Answer.Wrong("state wants open, silenced, acknowledged or resolved");
        }

        if (severity.Length > 0 && !Enum.GetValues<AlertLevel>().Any(level => string.Equals(level.Word(), severity, StringComparison.OrdinalIgnoreCase)))
        {
            return Answer.Wrong("severity wants SEV1, SEV2, SEV3 or SEV4");
        }

        if (Page.In(request) is not { } page)
        {
            return Answer.Wrong(Page.Wrong);
        }

        var lines = (await AllAsync(from, today, cancellationToken))
            .Where(line => wanted is null || line.State == state)
            .Where(line => severity.Length == 0 || string.Equals(line.Severity, severity, StringComparison.OrdinalIgnoreCase))
            .ToList();
        var (shown, next) = page.Cut(lines, line => line.Place());
        return Answer.Json(new AlertList(shown.Count, lines.Count(line => line.State == "open"), shown, next, shown.Count == 0 ? "no alert of that kind" : null));
    }

    /// <summary>Answers an alert: <c>{"note"}</c>. Escalation stops.</summary>
    [Answers(typeof(AlertLine))]
    [Reads(typeof(AlertNote))]
    [Function("AcknowledgeAlert")]
    [Access(Role.Operator)]
    public async Task<IResult> AcknowledgeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/alerts/{id}/ack")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<AlertNote>(cancellationToken);
        if (body.Note?.Length > 1000)
        {
            return Answer.Wrong("note has at most 1000 letters");
        }

        if (await desk.AcknowledgeAsync(id, request.Caller().Name, body.Note?.Trim() is { Length: > 0 } note ? note : null, cancellationToken) is { } answered)
        {
            return Answer.Json(AlertLine.Of(answered, clock.Now()));
        }

        return await book.FindAsync(id, cancellationToken) is { } there
            ? Answer.Problem(StatusCodes.Status409Conflict, "answered", $"{id} is {AlertLine.Word(there.State)} already")
            : Answer.Problem(StatusCodes.Status404NotFound, "unknown", $"there is no alert {id}");
    }

    private async ValueTask<List<AlertLine>> AllAsync(LocalDate from, LocalDate today, CancellationToken cancellationToken)
    {
        var found = (await book.StandingAsync(cancellationToken)).ToDictionary(alert => alert.Id, StringComparer.Ordinal);
        for (var date = from; date <= today; date = date.PlusDays(1))
        {
            foreach (var alert in await book.OnAsync(date, cancellationToken))
            {
                found[alert.Id] = alert;
            }
        }

        var now = clock.Now();
        return [.. found.Values.Select(alert => AlertLine.Of(alert, now)).OrderBy(line => line.Place(), StringComparer.Ordinal)];
    }

    private static LocalDate? Since(string text, LocalDate today) =>
        text is "" or "today" ? today : LocalDatePattern.Iso.Parse(text) is { Success: true } parsed ? parsed.Value : null;

    private static bool IsState(string text, out AlertState? state)
    {
        state = Enum.GetValues<AlertState>().Where(one => AlertLine.Word(one) == text).Select(one => (AlertState?)one).FirstOrDefault();
        return text.Length == 0 || state is not null;
    }
}

/// <summary>What an answer to an alert says.</summary>
/// <param name="Note">Free text, or null.</param>
internal sealed record AlertNote(string? Note);
