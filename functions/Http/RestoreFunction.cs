using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Brokers;
using Trading.Control.Operators;
using Trading.Functions.Loop;
using Trading.Operations.Backups;

namespace Trading.Functions.Http;

/// <summary>Brings the records of a halted desk back to a snapshot, by two people.</summary>
public sealed class RestoreFunction(RestoreDesk desk)
{
    /// <summary>Asks for a restore to the newest snapshot at or before <c>at</c>: 202 with the request; 409 <c>not_proved</c> when the snapshot is not to be trusted.</summary>
    [Access(Role.Operator)]
    [Reads(typeof(RestoreRequestBody))]
    [Answers(typeof(TwoPersonView))]
    [Function("RestoreRequest")]
    public Task<IResult> RequestAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/restore/request")] HttpRequest request, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        var body = await request.ReadAsync<RestoreRequestBody>(cancellationToken);
        if (BackupTime.Parse(body.At ?? string.Empty) is not { } at)
        {
            return Answer.Wrong($"at wants {BackupTime.Wanted}");
        }

        return string.IsNullOrWhiteSpace(body.Reason)
            ? Answer.Wrong(ReasonBody.Missing)
            : Answer.Json(TwoPersonView.Of(await desk.RequestAsync(at, request.Caller(), body.Reason.Trim(), cancellationToken)), StatusCodes.Status202Accepted);
    });

    /// <summary>Approves it, and restores nothing yet: 200; 403 <c>same_person</c>; 404 <c>unknown_request</c>; 409 <c>used</c>; 410 <c>expired</c>.</summary>
    [Access(Role.Approver)]
    [Reads(typeof(RestoreRunBody))]
    [Answers(typeof(TwoPersonView))]
    [Function("RestoreApprove")]
    public Task<IResult> ApproveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/restore/approve")] HttpRequest request, CancellationToken cancellationToken) => TryAsync(async () =>
            await request.ReadAsync<RestoreRunBody>(cancellationToken) is { RequestId: { Length: > 0 } id } ? TwoPersonStatus.Of(await desk.ApproveAsync(id, request.Caller(), cancellationToken)) : Missing());

    /// <summary>Carries an approved request out: 200 with the report; 409 <c>not_at_rest</c> unless the kill switch is at halt_all, the loop stopped and no job under way; 409 <c>under_way</c> while a restore is.</summary>
    [Access(Role.Operator)]
    [Reads(typeof(RestoreRunBody))]
    [Answers(typeof(RestoreAnswer))]
    [Function("RestoreRun")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/restore/run")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) => TryAsync(async () =>
    {
        if (await request.ReadAsync<RestoreRunBody>(cancellationToken) is not { RequestId: { Length: > 0 } id })
        {
            return Missing();
        }

        var (report, code, sentence) = await desk.RunAsync(id, await LoopControl.StatusAsync(client, cancellationToken), request.Caller(), cancellationToken);
        return report is not null ? Answer.Json(new RestoreAnswer(report, sentence)) : Answer.Problem(TwoPersonStatus.StatusOf(code!), code!, sentence);
    });

    private static IResult Missing() => Answer.Wrong("request_id wants the id that restore/request answered, such as REQ-7");

    private static async Task<IResult> TryAsync(Func<Task<IResult>> work)
    {
        try
        {
            return await work();
        }
        catch (BackupException fault)
        {
            return Answer.Problem(StatusCodes.Status409Conflict, "not_proved", fault.Message);
        }
        catch (BrokerException fault)
        {
            return Answer.Problem(StatusCodes.Status503ServiceUnavailable, "broker_unreadable", $"the restore is not finished: {fault.Message}; run it again");
        }
    }
}

/// <summary>What a restore is asked with.</summary>
/// <param name="At">When: a New York time or an instant.</param>
/// <param name="Reason">Why, a sentence.</param>
internal sealed record RestoreRequestBody(string? At = null, string? Reason = null);

/// <summary>Which request is approved or carried out.</summary>
/// <param name="RequestId">Its id.</param>
internal sealed record RestoreRunBody([property: JsonPropertyName("request_id")] string? RequestId = null);

/// <summary>What a restore came to.</summary>
/// <param name="Report">What was done.</param>
/// <param name="Sentence">What to do next.</param>
internal sealed record RestoreAnswer(RestoreReport Report, string Sentence);
