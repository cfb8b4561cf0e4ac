using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Compliance.Conduct;
using Trading.Control.Operators;

namespace Trading.Functions.Http;

/// <summary>What the checks of conduct found, and what people did about it.</summary>
public sealed class ComplianceAlertsFunction(ComplianceAlerts alerts)
{
    private const int LongestReason = 1000;

    /// <summary>Alerts, newest date first: <c>?state=open|reviewed|escalated|closed</c>, all when left out; <c>?limit=</c>, <c>?after=</c>.</summary>
    [Answers(typeof(ComplianceAlertsAnswer))]
    [Query("state", "open, reviewed, escalated or closed; all when left out.")]
    [Paged]
    [Function("ComplianceAlerts")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/compliance/alerts")] HttpRequest request, CancellationToken cancellationToken)
    {
        var asked = request.Query["state"].ToString();
        if (asked.Length > 0 && StateOf(asked) is null)
        {
            return Answer.Wrong("state wants open, reviewed, escalated or closed");
        }

        if (Page.In(request) is not { } page)
        {
            return Answer.Wrong(Page.Wrong);
        }

        var found = (await alerts.ListAsync(cancellationToken)).Where(alert => asked.Length == 0 || alert.State == StateOf(asked));
        var (items, next) = page.Cut(found, alert => alert.Id, falling: true);
        return Answer.Json(new ComplianceAlertsAnswer(items.Count, items, next, items.Count == 0 ? "no finding" : null));
    }

    /// <summary>Writes down what was done: <c>{"action": "reviewed|escalated|closed", "reason"}</c>.</summary>
    [Reads(typeof(ReviewBody))]
    [Answers(typeof(ComplianceAlert))]
    [Function("ReviewComplianceAlert")]
    [Access(Role.Operator)]
    public async Task<IResult> ReviewAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/compliance/alerts/{id}/review")] HttpRequest request, string id, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<ReviewBody>(cancellationToken);
        if (StateOf(body.Action) is not { } state || state == ReviewState.Open)
        {
            return Answer.Wrong("action wants reviewed, escalated or closed");
        }

        if (body.Reason is not { Length: > 0 and <= LongestReason } reason)
        {
            return Answer.Wrong("reason wants a sentence of 1 to 1000 letters");
        }

        if (request.NotYou(body.Operator) is { } notYou)
        {
            return notYou;
        }

        var review = await alerts.ReviewAsync(id, state, request.Caller().Name, reason, cancellationToken);
        return review.Refusal switch
        {
            null => Answer.Json(review.Alert!),
            "closed" => Answer.Problem(StatusCodes.Status409Conflict, "closed", $"{id} was closed by {review.Alert!.Steps[^1].By}: it changes no more"),
            _ => Answer.Problem(StatusCodes.Status404NotFound, "unknown", $"there is no compliance alert {id}"),
        };
    }

    private static ReviewState? StateOf(string? word) => word?.ToUpperInvariant() switch
    {
        "OPEN" => ReviewState.Open,
        "REVIEWED" => ReviewState.Reviewed,
        "ESCALATED" => ReviewState.Escalated,
        "CLOSED" => ReviewState.Closed,
        _ => null,
    };
}

/// <summary>What <c>compliance/alerts</c> answers.</summary>
/// <param name="Count">How many are shown.</param>
/// <param name="Alerts">Newest date first.</param>
/// <param name="Next">The cursor of the next page.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record ComplianceAlertsAnswer(int Count, IReadOnlyList<ComplianceAlert> Alerts, string? Next, string? Reason);

/// <summary>What a review says.</summary>
/// <param name="Action"><c>reviewed</c>, <c>escalated</c> or <c>closed</c>.</param>
/// <param name="Reason">Why, a sentence.</param>
/// <param name="Operator">Who; the caller when left out.</param>
internal sealed record ReviewBody(string? Action, string? Reason, string? Operator);
