using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Accounting;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The executions of a New York date.</summary>
public sealed class TradesFunction(FillBook fills, TimeProvider clock)
{
    /// <summary>Executions in the order of time; <c>?date=yyyy-MM-dd</c> or <c>?date=today</c>, today when left out.</summary>
    [Function("Trades")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/trades")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (Answer.DateIn(request, clock, NewYork.DateOf(clock.Now())) is not { } date)
        {
            return Answer.Wrong(Answer.WrongDate);
        }

        var booked = await fills.OnAsync(date, cancellationToken);
        return Answer.Json(new { Date = date, booked.Count, Trades = booked, Reason = booked.Count == 0 ? "nothing was executed" : null });
    }
}
