using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Functions.Http;

/// <summary>The day's candidates and what the freshness gate says of them.</summary>
public sealed class WatchlistFunction(FreshnessGate gate, TimeProvider clock)
{
    /// <summary>The gate's verdict for today, New York, and the candidates when it is open.</summary>
    [Function("Watchlist")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/watchlist")] HttpRequest request, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        var verdict = await gate.CheckAsync(today, cancellationToken);
        return Answer.Json(new { Date = today, verdict.Fresh, Code = verdict.Reason, Reason = verdict.Sentence, verdict.Candidates.Count, verdict.Candidates });
    }
}
