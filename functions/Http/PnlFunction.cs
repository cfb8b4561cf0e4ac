using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Accounting;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The profit and loss of a closed day.</summary>
public sealed class PnlFunction(DayBooks days, TimeProvider clock)
{
    /// <summary>The books at the close of <c>?date=yyyy-MM-dd</c>, of the newest closed day when left out.</summary>
    [Function("Pnl")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/pnl")] HttpRequest request, CancellationToken cancellationToken)
    {
        var newest = await days.StandingAsync(cancellationToken) ?? NewYork.DateOf(clock.Now());
        if (Answer.DateIn(request, clock, newest) is not { } date)
        {
            return Answer.Wrong(Answer.WrongDate);
        }

        var close = await days.CloseOfAsync(date, cancellationToken);
        return Answer.Json(new { Date = date, Pnl = close, Reason = close is null ? "the books of that day are not closed" : null });
    }
}
