using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Functions.Loop;
using Trading.Functions.Work;

namespace Trading.Functions.Http;

/// <summary>Whether what runs is what should run: for a person after a deployment.</summary>
public sealed class VerifyFunction(Verification verification)
{
    /// <summary>Functions, jobs with their next slots, gates, exactly one loop, store, account, clock: each line PASS, WARN or FAIL.</summary>
    [Answers(typeof(VerifyReport))]
    [Function("Verify")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/verify")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        Answer.Json(await verification.RunAsync(await LoopControl.StatusAsync(client, cancellationToken), cancellationToken));
}
