using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Accounting.Kpis;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The key figures that are taken every hour of a session.</summary>
public sealed class KpisFunction(KpiBook kpis, TimeProvider clock)
{
    /// <summary>All of one date (<c>?date=</c>, that of the newest figures when left out), or the last of each day of several (<c>?date=week</c>, <c>?days=N</c>) with their sum.</summary>
    [Answers(typeof(KpiAnswer))]
    [Query("date", "yyyy-MM-dd, today, yesterday or week, New York dates; that of the newest figures when left out.")]
    [Query("days", "So many days up to today, 1 to 400.")]
    [Function("Kpis")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/kpi")] HttpRequest request, CancellationToken cancellationToken)
    {
        var newest = (await kpis.LatestAsync(cancellationToken))?.Date ?? NewYork.DateOf(clock.Now());
        if (DaysAsked.In(request, clock, newest) is not { } asked)
        {
            return Answer.Wrong(DaysAsked.Wrong);
        }

        var list = asked.IsSpan ? await LastOfEachAsync(asked, cancellationToken) : await kpis.OnAsync(asked.First, cancellationToken);
        var sum = asked.IsSpan ? list.Aggregate(TradeStats.None, (stats, kpi) => stats + kpi.Stats) : list.Count > 0 ? list[^1].Stats : null;
        return Answer.Json(new KpiAnswer(
            asked.First, asked.Last, list.Count, list.Count > 0 ? list[^1] : null, sum, list, list.Count == 0 ? "no key figures were taken then: the first are taken at the first full hour of a session" : null));
    }

    private async Task<List<Kpi>> LastOfEachAsync(DaysAsked asked, CancellationToken cancellationToken)
    {
        var list = new List<Kpi>();
        for (var date = asked.First; date <= asked.Last; date = date.PlusDays(1))
        {
            if (await kpis.LastOfAsync(date, cancellationToken) is { } last)
            {
                list.Add(last);
            }
        }

        return list;
    }
}

/// <summary>What <c>kpi</c> answers.</summary>
/// <param name="From">The first date, New York.</param>
/// <param name="To">The last date.</param>
/// <param name="Count">How many.</param>
/// <param name="Latest">The newest of them.</param>
/// <param name="Stats">The round trips of all the dates together.</param>
/// <param name="Kpis">Oldest first.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record KpiAnswer(LocalDate From, LocalDate To, int Count, Kpi? Latest, TradeStats? Stats, IReadOnlyList<Kpi> Kpis, string? Reason);
