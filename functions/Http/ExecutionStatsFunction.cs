using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Accounting.Quality;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>How well orders are executed.</summary>
public sealed class ExecutionStatsFunction(QualityBook quality, TimeProvider clock)
{
    /// <summary>Fill rate, slippage, rejects and time to fill of <c>?date=</c> or <c>?days=N</c>, today when left out; by New York hour and by symbol, with warning levels.</summary>
    [Answers(typeof(ExecutionStatsAnswer))]
    [Query("date", "yyyy-MM-dd, today, yesterday or week, New York dates; today when left out.")]
    [Query("days", "So many days up to today, 1 to 400.")]
    [Function("ExecutionStats")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/execution/stats")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (DaysAsked.In(request, clock, NewYork.DateOf(clock.Now())) is not { } asked)
        {
            return Answer.Wrong(DaysAsked.Wrong);
        }

        var samples = new List<ExecutionSample>();
        var days = 0;
        for (var date = asked.First; date <= asked.Last; date = date.PlusDays(1))
        {
            if (await quality.OnAsync(date, cancellationToken) is { } found)
            {
                samples.AddRange(found);
                days++;
            }
        }

        var stats = QualityStats.Of(samples);
        return Answer.Json(new ExecutionStatsAnswer(
            asked.First,
            asked.Last,
            days,
            stats,
            QualityLevels.Of(stats),
            QualityGroup.By(samples, sample => $"{sample.Hour:00}"),
            QualityGroup.By(samples, sample => sample.Symbol.ToString()),
            samples.Count > 0 ? null : days == 0 ? "nothing was kept of these days" : "no order was sent"));
    }
}

/// <summary>What <c>execution/stats</c> answers.</summary>
/// <param name="From">The first date, New York.</param>
/// <param name="To">The last date.</param>
/// <param name="Days">Dates of which something is known.</param>
/// <param name="Stats">All orders together.</param>
/// <param name="Levels">Where fill rate and slippage stand against their thresholds.</param>
/// <param name="ByHour">By the New York hour of sending.</param>
/// <param name="BySymbol">By symbol.</param>
/// <param name="Reason">Why there is nothing to show.</param>
internal sealed record ExecutionStatsAnswer(
    LocalDate From, LocalDate To, int Days, QualityStats Stats, QualityLevels Levels, IReadOnlyList<QualityGroup> ByHour, IReadOnlyList<QualityGroup> BySymbol, string? Reason);
