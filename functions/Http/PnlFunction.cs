using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Accounting;
using Trading.Accounting.Kpis;
using Trading.Accounting.Pnl;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>Profit and loss: of closed days from their books, of today at the newest prices.</summary>
public sealed class PnlFunction(PnlReader pnl, EquityCurve curve, DayBooks days, TimeProvider clock)
{
    private const int UsualDays = 30;

    /// <summary>
    /// One date (<c>?date=yyyy-MM-dd|today|yesterday</c>, the newest closed one when left out) or several (<c>?date=week</c>, <c>?days=N</c>), with the reason when it is zero;
    /// <c>?recompute=true</c> computes it again from the journal and lists what differs.
    /// </summary>
    [Function("Pnl")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/pnl")] HttpRequest request, CancellationToken cancellationToken)
    {
        var newest = await days.StandingAsync(cancellationToken) ?? NewYork.DateOf(clock.Now());
        if (DaysAsked.In(request, clock, newest) is not { } asked)
        {
            return Answer.Wrong(DaysAsked.Wrong);
        }

        var again = request.Query["recompute"] == "true";
        return asked.IsSpan
            ? Answer.Json(await pnl.BetweenAsync(asked.First, asked.Last, again, cancellationToken))
            : Answer.Json(await pnl.OnAsync(asked.First, again, cancellationToken));
    }

    /// <summary>The series of equity and drawdown for a chart: <c>?days=N</c> up to today, 30 when left out; the last day by the hour.</summary>
    [Function("PnlEquity")]
    public async Task<IResult> EquityAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/pnl/equity")] HttpRequest request, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        if (DaysAsked.In(request, clock, LocalDate.MinIsoValue) is not { } asked)
        {
            return Answer.Wrong(DaysAsked.Wrong);
        }

        var (first, last) = asked.First == LocalDate.MinIsoValue ? (today.PlusDays(1 - UsualDays), today) : (asked.First, asked.Last);
        var points = await curve.ReadAsync(first, last, cancellationToken);
        return Answer.Json(new EquityAnswer(first, last, points.Count, points, points.Count == 0 ? "the books know nothing of these days" : null));
    }
}

/// <summary>What <c>pnl/equity</c> answers.</summary>
/// <param name="From">The first date, New York.</param>
/// <param name="To">The last date.</param>
/// <param name="Count">How many points.</param>
/// <param name="Points">Oldest first.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record EquityAnswer(LocalDate From, LocalDate To, int Count, IReadOnlyList<EquityPoint> Points, string? Reason);
