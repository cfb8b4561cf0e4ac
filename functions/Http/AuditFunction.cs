using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Operations.Inquiry.Audits;

namespace Trading.Functions.Http;

/// <summary>The invariants on the present state of the day.</summary>
public sealed class AuditFunction(AuditReader audit)
{
    /// <summary>Each invariant by name: held, or the fact against it.</summary>
    [Answers(typeof(AuditReport))]
    [Function("Audit")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/audit")] HttpRequest request, CancellationToken cancellationToken) =>
        Answer.Json(await audit.RunAsync(cancellationToken));
}
