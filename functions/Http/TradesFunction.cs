using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using Trading.Accounting;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The executions of a New York date.</summary>
public sealed class TradesFunction(FillBook fills, TimeProvider clock)
{
    /// <summary>Executions in the order of time; <c>?date=yyyy-MM-dd</c> or <c>?date=today</c>, today when left out.</summary>
    [Answers(typeof(TradesAnswer))]
    [Query("date", "yyyy-MM-dd or today, a New York date; today when left out.")]
    [Function("Trades")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/trades")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (Answer.DateIn(request, clock, NewYork.DateOf(clock.Now())) is not { } date)
        {
            return Answer.Wrong(Answer.WrongDate);
        }

        var booked = await fills.OnAsync(date, cancellationToken);
        return Answer.Json(new TradesAnswer(date, booked.Count, booked, booked.Count == 0 ? "nothing was executed" : null));
    }
}

/// <summary>Executions.</summary>
/// <param name="Date">Their New York date.</param>
/// <param name="Count">How many.</param>
/// <param name="Trades">In the order of time.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record TradesAnswer(LocalDate Date, int Count, IReadOnlyList<BookedFill> Trades, string? Reason);
