using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using NodaTime;
using NodaTime.Text;
using Trading.Compliance.Restricted;
using Trading.Control.Operators;
using Trading.Market;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The restricted list: symbols that may not be bought. What is held may always be sold.</summary>
public sealed class RestrictedFunction(RestrictedList list, TimeProvider clock)
{
    private const int LongestReason = 1000;

    /// <summary>What holds today, by symbol.</summary>
    [Answers(typeof(RestrictedAnswer))]
    [Function("Restricted")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/compliance/restricted")] HttpRequest request, CancellationToken cancellationToken)
    {
        var held = (await list.ReadAsync(cancellationToken)).All;
        return Answer.Json(new RestrictedAnswer(held.Count, held, held.Count == 0 ? "no symbol is restricted" : null));
    }

    /// <summary>Puts a symbol on the list: <c>{"symbol", "reason", "until"}</c>, the last New York date on which it holds, for ever when left out. The next entry is judged by it.</summary>
    [Reads(typeof(RestrictBody))]
    [Answers(typeof(Restriction))]
    [Function("Restrict")]
    [Access(Role.Operator)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/compliance/restricted/add")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<RestrictBody>(cancellationToken);
        if ((Wrong(body, out var symbol) ?? request.NotYou(body.Operator)) is { } wrong)
        {
            return wrong;
        }

        LocalDate? until = body.Until is null ? null : LocalDatePattern.Iso.Parse(body.Until) is { Success: true, Value: var date } ? date : LocalDate.MinIsoValue;
        return until < NewYork.DateOf(clock.Now())
            ? Answer.Wrong("until wants yyyy-MM-dd, a New York date that is not over; leave it out to restrict for ever")
            : Answer.Json(await list.AddAsync(symbol, body.Reason!, until, request.Caller().Name, cancellationToken));
    }

    /// <summary>Takes a symbol off the list: <c>{"symbol", "reason"}</c>.</summary>
    [Reads(typeof(RestrictBody))]
    [Answers(typeof(RestrictedAnswer))]
    [Function("Unrestrict")]
    [Access(Role.Approver)]
    public async Task<IResult> RemoveAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/compliance/restricted/remove")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<RestrictBody>(cancellationToken);
        if ((Wrong(body, out var symbol) ?? request.NotYou(body.Operator)) is { } wrong)
        {
            return wrong;
        }

        return await list.RemoveAsync(symbol, body.Reason!, request.Caller().Name, cancellationToken)
            ? await ListAsync(request, cancellationToken)
            : Answer.Problem(StatusCodes.Status404NotFound, "unknown", $"{symbol} is not on the restricted list");
    }

    private static IResult? Wrong(RestrictBody body, out Symbol symbol) =>
        !Symbol.TryParse(body.Symbol, out symbol) ? Answer.Wrong("symbol wants 1 to 10 of A-Z, 0-9, '.' and '-'")
        : body.Reason is { Length: > 0 and <= LongestReason } ? null
        : Answer.Wrong("reason wants a sentence of 1 to 1000 letters");
}

/// <summary>What <c>compliance/restricted</c> answers.</summary>
/// <param name="Count">How many.</param>
/// <param name="Restricted">By symbol.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record RestrictedAnswer(int Count, IReadOnlyList<Restriction> Restricted, string? Reason);

/// <summary>What is to be restricted, or no longer.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Reason">Why, a sentence.</param>
/// <param name="Until">yyyy-MM-dd, the last New York date; null is for ever.</param>
/// <param name="Operator">Who; the caller when left out.</param>
internal sealed record RestrictBody(string? Symbol, string? Reason, string? Until, string? Operator);
