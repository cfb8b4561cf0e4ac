using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Functions.Loop;
using Trading.Operations;
using Trading.Operations.Health;

namespace Trading.Functions.Http;

/// <summary>Is the desk well, can it be asked, and where does it stand.</summary>
public sealed class HealthFunction(HealthChecks checks, SystemStatusReader status, Snapshots snapshots)
{
    // Anybody may ask, and a round of checks asks the broker.
    private static readonly TimeSpan HealthMoment = TimeSpan.FromSeconds(5);

    /// <summary>The named checks: 200 when healthy or degraded, 503 when unhealthy. Their reasons, which tell of money and positions, only to whoever may read.</summary>
    [Open]
    [Answers(typeof(HealthReport))]
    [Function("Health")]
    public Task<IResult> HealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        request.IsStranger()
            ? snapshots.AnswerAsync("health-of-strangers", HealthMoment, async token => (await LookAsync(client, token)).WithoutReasons(), StatusOf, cancellationToken)
            : snapshots.AnswerAsync("health", HealthMoment, token => LookAsync(client, token), StatusOf, cancellationToken);

    /// <summary>The same under /api.</summary>
    [Open]
    [Answers(typeof(HealthReport))]
    [Function("ApiHealth")]
    public Task<IResult> ApiHealthAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/health")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        HealthAsync(request, client, cancellationToken);

    /// <summary>200 when the desk can be asked: its store answers. 503 and "not ready" otherwise.</summary>
    [Open]
    [Answers(typeof(ReadyAnswer))]
    [Function("Ready")]
    public async Task<IResult> ReadyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "ready")] HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await status.ReadAsync(new LoopStatus(null, 0, null), cancellationToken);
            return Answer.Json(new ReadyAnswer("ready"));
        }
        catch (Storage.StorageException fault)
        {
            return Answer.Json(new ReadyAnswer("not ready", request.IsStranger() ? null : fault.Message), StatusCodes.Status503ServiceUnavailable);
        }
    }

    /// <summary>The same under /api.</summary>
    [Open]
    [Answers(typeof(ReadyAnswer))]
    [Function("ApiReady")]
    public Task<IResult> ApiReadyAsync([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/ready")] HttpRequest request, CancellationToken cancellationToken) =>
        ReadyAsync(request, cancellationToken);

    /// <summary>Kill switch, gates, loop, watchlist, market.</summary>
    [Answers(typeof(SystemStatus))]
    [Function("SystemStatus")]
    public Task<IResult> StatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/system/status")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        snapshots.AnswerAsync("status", Snapshots.Moment, async token => await status.ReadAsync(await LoopControl.StatusAsync(client, token), token), cancellationToken);

    private async Task<HealthReport> LookAsync(DurableTaskClient client, CancellationToken cancellationToken) =>
        await checks.RunAsync(await LoopControl.StatusAsync(client, cancellationToken), cancellationToken);

    private static int StatusOf(HealthReport report) =>
        report.Checks.All(static check => check.Status != HealthStatus.Unhealthy) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
}

/// <summary>Whether the desk can be asked.</summary>
/// <param name="Status"><c>ready</c> or <c>not ready</c>.</param>
/// <param name="Reason">Why not.</param>
internal sealed record ReadyAnswer(string Status, string? Reason = null);
