using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Scanning;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Functions.Http;

/// <summary>The day's candidates and what the freshness gate says of them.</summary>
public sealed class WatchlistFunction(FreshnessGate gate, TimeProvider clock)
{
    /// <summary>The gate's verdict for today, New York, and the candidates when it is open.</summary>
    [Answers(typeof(WatchlistAnswer))]
    [Function("Watchlist")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/watchlist")] HttpRequest request, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        var verdict = await gate.CheckAsync(today, cancellationToken);
        return Answer.Json(new WatchlistAnswer(today, verdict.Fresh, verdict.Reason, verdict.Sentence, verdict.Candidates.Count, verdict.Candidates));
    }
}

/// <summary>The day's watchlist.</summary>
/// <param name="Date">The New York date.</param>
/// <param name="Fresh">Whether entries may be made from it.</param>
/// <param name="Code">What the freshness gate found.</param>
/// <param name="Reason">The same as a sentence.</param>
/// <param name="Count">How many candidates.</param>
/// <param name="Candidates">The candidates, when the gate is open.</param>
internal sealed record WatchlistAnswer(LocalDate Date, bool Fresh, string Code, string Reason, int Count, IReadOnlyList<Candidate> Candidates);
