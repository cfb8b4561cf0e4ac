using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Control.Operators;
using Trading.Operations.Alerting;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>Spans in which alerts are recorded and not told.</summary>
public sealed class AlertSilencesFunction(Silences silences, TimeProvider clock)
{
    /// <summary>The silences that are not over.</summary>
    [Answers(typeof(SilenceList))]
    [Function("AlertSilences")]
    public async Task<IResult> ListAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/alerts/silences")] HttpRequest request, CancellationToken cancellationToken)
    {
        var found = await silences.ListAsync(cancellationToken);
        return Answer.Json(new SilenceList(found.Count, found, found.Count == 0 ? "nothing is silenced" : null));
    }

    /// <summary>Makes one: <c>{"code", "subject", "until" or "minutes", "reason"}</c>; a code or a subject, each with <c>*</c> at its end for any ending; at most 24 hours; never SEV1.</summary>
    [Answers(typeof(Silence))]
    [Reads(typeof(SilenceRequest))]
    [Function("SilenceAlerts")]
    [Access(Role.Operator)]
    public async Task<IResult> AddAsync([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/alerts/silence")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<SilenceRequest>(cancellationToken);
        var until = body.Until ?? (body.Minutes is { } minutes and > 0 and <= 100_000 ? clock.Now() + Duration.FromMinutes(minutes) : null);
        if (until is null || (body.Until is not null && body.Minutes is not null))
        {
            return Answer.Wrong("a silence wants until, an instant in UTC, or minutes; one of them");
        }

        if (string.IsNullOrWhiteSpace(body.Reason) || body.Reason.Length > 1000)
        {
            return Answer.Wrong("reason is missing, or has more than 1000 letters");
        }

        var (code, subject) = (Text(body.Code), Text(body.Subject));
        return silences.Fault(code, subject, until.Value) is { } fault
            ? Answer.Wrong(fault)
            : Answer.Json(await silences.AddAsync(code, subject, until.Value, request.Caller().Name, body.Reason.Trim(), cancellationToken));
    }

    /// <summary>Ends one now; what still stands is told at the next health check.</summary>
    [Answers(typeof(Silence))]
    [Function("EndAlertSilence")]
    [Access(Role.Operator)]
    public async Task<IResult> EndAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/alerts/silence/{id}/end")] HttpRequest request, string id, CancellationToken cancellationToken) =>
        await silences.EndAsync(id, request.Caller().Name, cancellationToken) is { } ended
            ? Answer.Json(ended)
            : Answer.Problem(StatusCodes.Status404NotFound, "unknown", $"there is no silence {id} that lasts");

    private static string? Text(string? value) => value?.Trim() is { Length: > 0 } text ? text : null;
}

/// <summary>The silences that are not over.</summary>
/// <param name="Count">How many.</param>
/// <param name="Silences">By id.</param>
/// <param name="Reason">Why there is nothing to show.</param>
internal sealed record SilenceList(int Count, IReadOnlyList<Silence> Silences, string? Reason);

/// <summary>A silence that is asked for.</summary>
/// <param name="Code">The code, or null.</param>
/// <param name="Subject">The subject, or null.</param>
/// <param name="Until">Until when, UTC; or null.</param>
/// <param name="Minutes">For how long; or null.</param>
/// <param name="Reason">Why.</param>
internal sealed record SilenceRequest(string? Code, string? Subject, Instant? Until, int? Minutes, string? Reason);
