using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Execution;
using Trading.Operations;

namespace Trading.Functions.Http;

/// <summary>Stops trading, and tells where the kill switch stands.</summary>
public sealed class KillFunction(KillSwitch kill, KillDesk desk, Alerts alerts)
{
    /// <summary>The mode, all that ask, and the release that waits.</summary>
    [Answers(typeof(KillView))]
    [Function("KillSwitch")]
    public async Task<IResult> StateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/system/kill_switch")] HttpRequest request, CancellationToken cancellationToken) =>
        Answer.Json(KillView.Of(await kill.ReadAsync(cancellationToken)));

    /// <summary>
    /// Stops trading: <c>mode</c> is <c>halt_all</c> (also when it is left out) or <c>close_only</c>. A word that is neither counts as <c>close_only</c>, alerts, and the answer's
    /// <c>note</c> says so: a stop is never lost to a spelling. The answer lists what was cancelled and what could not be. 400 for <c>off</c>; 503 when the kill could not be kept.
    /// </summary>
    [Access(Role.Operator)]
    [Reads(typeof(KillBody))]
    [Answers(typeof(KillView))]
    [Function("Kill")]
    public async Task<IResult> KillAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/system/kill_switch")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<KillBody>(cancellationToken);
        if (request.NotYou(body.Operator) is { } notYou)
        {
            return notYou;
        }

        var mode = KillWords.Read(body.Mode ?? string.Empty, out var known);
        if (mode == KillMode.Off)
        {
            return Answer.Wrong("off is not asked for here: two people release the kill switch, by system/unlock_request and system/unlock_approve");
        }

        // A caller that hangs up does not keep a stop from being done.
        var report = await desk.KillAsync(mode, KillSources.Http, request.Caller().Name, Reason.Of(body.Reason), CancellationToken.None);
        return report.IsKept
            ? Answer.Json(KillView.Of(report, known ? null : await WarnAsync(request.Caller(), CancellationToken.None)))
            : Answer.Problem(StatusCodes.Status503ServiceUnavailable, "store_down", $"{string.Join("; ", report.Faults)}; {report.Cancelled.Count} entries were cancelled; ask again, or write the control file");
    }

    private async ValueTask<string> WarnAsync(Caller caller, CancellationToken cancellationToken)
    {
        var note = "the mode was an unknown word and counts as close_only; the words are close_only and halt_all";
        await alerts.RaiseAsync("kill-http-unknown", AlertSeverity.Critical, caller.Name, $"{caller.Name}: {note}", cancellationToken);
        return note;
    }
}

/// <summary>What a kill says.</summary>
/// <param name="Mode"><c>halt_all</c>, <c>close_only</c>, or nothing for <c>halt_all</c>.</param>
/// <param name="Reason">Why.</param>
/// <param name="Operator">The caller's own name, or nothing.</param>
internal sealed record KillBody(string? Mode, string? Reason, string? Operator);
