using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Accounting;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The profit and loss of a closed day.</summary>
public sealed class PnlFunction(DayBooks days, TimeProvider clock)
{
    /// <summary>The books at the close of <c>?date=yyyy-MM-dd</c>, of the newest closed day when left out.</summary>
    [Answers(typeof(PnlAnswer))]
    [Query("date", "yyyy-MM-dd or today, a New York date; the newest closed day when left out.")]
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
        return Answer.Json(new PnlAnswer(date, close, close is null ? "the books of that day are not closed" : null));
    }
}

/// <summary>The books of a day.</summary>
/// <param name="Date">The New York date.</param>
/// <param name="Pnl">The books at its close; null when they are not closed.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record PnlAnswer(LocalDate Date, DayClose? Pnl, string? Reason);
