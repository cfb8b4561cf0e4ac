using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;
using Trading.Accounting;
using Trading.Market;
using Trading.Operations.Inquiry.Chains;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>Executions, and the chain that one of them belongs to.</summary>
public sealed class TradesFunction(FillBook fills, ChainReader chains, TimeProvider clock)
{
    /// <summary>
    /// Executions in the order of time: <c>?date=yyyy-MM-dd|today</c> (today when left out) or <c>?week=yyyy-MM-dd|this</c>, the Monday to Sunday around it;
    /// <c>?symbol=</c>; <c>?limit=&amp;after=</c>.
    /// </summary>
    [Answers(typeof(TradesAnswer))]
    [Paged]
    [Query("date", "yyyy-MM-dd or today, a New York date; today when left out.")]
    [Query("week", "yyyy-MM-dd or this: the Monday to Sunday around a New York date.")]
    [Query("symbol", "Only those of a symbol.")]
    [Function("Trades")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/trades")] HttpRequest request, CancellationToken cancellationToken)
    {
        var today = NewYork.DateOf(clock.Now());
        var symbol = request.Query["symbol"].ToString();
        var name = Symbol.TryParse(symbol, out var parsed) ? parsed : (Symbol?)null;
        if (SpanOf(request, today) is not var (first, last) || (symbol.Length > 0 && name is null) || Page.In(request) is not { } page)
        {
            return Answer.Wrong($"{Answer.WrongDate}; week wants yyyy-MM-dd or this; symbol a ticker; {Page.Wrong}");
        }

        var booked = await fills.BetweenAsync(first, LocalDate.Min(last, today), cancellationToken);
        var wanted = name is { } only ? [.. booked.Where(fill => fill.Symbol == only)] : booked;
        var (items, next) = page.Cut(wanted, KeyOf);
        return Answer.Json(new TradesAnswer(first, items.Count, items, next, items.Count == 0 ? "nothing was executed" : null));
    }

    /// <summary>The whole chain of a trade by correlation, order id (ours or the broker's) or execution id: 404 when nothing is known of it.</summary>
    [Answers(typeof(TradeChain))]
    [Function("TradeChain")]
    public async Task<IResult> ChainAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/trades/{id}/chain")] HttpRequest request, CancellationToken cancellationToken)
    {
        var id = Uri.UnescapeDataString(request.RouteValues["id"]?.ToString() ?? string.Empty);
        return await chains.ReadAsync(id, cancellationToken) is { } chain
            ? Answer.Json(chain)
            : Answer.Problem(StatusCodes.Status404NotFound, "unknown_trade", $"{id} is no correlation, order or execution that the desk knows; journal?correlation= finds events that are no trade");
    }

    // In the order of BookedFill.InTime, as text.
    private static string KeyOf(BookedFill fill) => string.Create(CultureInfo.InvariantCulture, $"{fill.At.ToUnixTimeTicks():D19}:{(int)fill.Side}:{fill.Id}");

    private (LocalDate First, LocalDate Last)? SpanOf(HttpRequest request, LocalDate today)
    {
        if (request.Query["week"].ToString() is not { Length: > 0 } week)
        {
            return Answer.DateIn(request, clock, today) is { } date ? (date, date) : null;
        }

        var day = week == "this" ? today : LocalDatePattern.Iso.Parse(week) is { Success: true } parsed ? parsed.Value : (LocalDate?)null;
        return day?.With(DateAdjusters.PreviousOrSame(IsoDayOfWeek.Monday)) is { } monday ? (monday, monday.PlusDays(6)) : null;
    }
}

/// <summary>Executions.</summary>
/// <param name="Date">The New York date, or the week's Monday.</param>
/// <param name="Count">Executions in the list.</param>
/// <param name="Trades">In the order of time.</param>
/// <param name="Next">The cursor of the next page; null at the end.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record TradesAnswer(LocalDate Date, int Count, IReadOnlyList<BookedFill> Trades, string? Next, string? Reason);
