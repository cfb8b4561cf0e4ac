using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Market;
using Trading.Operations.Inquiry.Symbols;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>Why a symbol was bought, or not.</summary>
public sealed class SymbolFunction(SymbolReader reader, TimeProvider clock)
{
    /// <summary>The answer for <c>?date=yyyy-MM-dd|today</c>, today when left out.</summary>
    [Answers(typeof(SymbolAnswer))]
    [Query("date", "yyyy-MM-dd or today, a New York date; today when left out.")]
    [Function("Symbol")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/symbols/{symbol}")] HttpRequest request, CancellationToken cancellationToken)
    {
        if (!Symbol.TryParse(request.RouteValues["symbol"]?.ToString(), out var symbol) || Answer.DateIn(request, clock, NewYork.DateOf(clock.Now())) is not { } date)
        {
            return Answer.Wrong($"the path wants a ticker; {Answer.WrongDate}");
        }

        return Answer.Json(await reader.ReadAsync(symbol, date, cancellationToken));
    }
}
