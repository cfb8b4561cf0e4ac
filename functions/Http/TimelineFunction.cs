using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Operations;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The day's jobs along the day.</summary>
public sealed class TimelineFunction(RunLedger ledger, TimeProvider clock)
{
    /// <summary>What each job did in each quarter of an hour of <c>?date=yyyy-MM-dd</c>, today when left out.</summary>
    [Answers(typeof(DayTimeline))]
    [Query("date", "yyyy-MM-dd or today, a New York date; today when left out.")]
    [Function("Timeline")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/timeline")] HttpRequest request, CancellationToken cancellationToken) =>
        Answer.DateIn(request, clock, NewYork.DateOf(clock.Now())) is { } date
            ? Answer.Json(DayTimeline.Of(date, await ledger.OnAsync(date, cancellationToken)))
            : Answer.Wrong(Answer.WrongDate);
}
