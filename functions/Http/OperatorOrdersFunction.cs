using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Control.Operators;
using Trading.Execution.Requests;
using Trading.Functions.Loop;
using Trading.Market;

namespace Trading.Functions.Http;

/// <summary>Orders that a person gives: cancel all, sell a part, sell everything. What others ordered or bought is never touched.</summary>
public sealed class OperatorOrdersFunction(OrderCancels cancels, OperatorExits exits, ExitControl control)
{
    private const string Confirmation = "cancel protective stops";

    /// <summary>Cancels our working orders; with <c>force</c>, and the words of <c>confirm</c>, also the stops and targets that protect what is held.</summary>
    [Answers(typeof(CancelAnswer))]
    [Reads(typeof(CancelAllBody))]
    [Function("CancelAll")]
    [Access(Role.Operator)]
    public async Task<IResult> CancelAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/orders/cancel_all")] HttpRequest request, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<CancelAllBody>(cancellationToken);
        if (string.IsNullOrWhiteSpace(body.Reason))
        {
            return Answer.Wrong(ReasonBody.Missing);
        }

        if (body.Force == true && body.Confirm != Confirmation)
        {
            return Answer.Wrong($"force leaves what is held without a stop; confirm it with \"confirm\": \"{Confirmation}\"");
        }

        var lines = await cancels.AllAsync(body.Force ?? false, request.Caller().Name, body.Reason.Trim(), cancellationToken);
        return Answer.Json(CancelAnswer.Of(lines, body.Force ?? false));
    }

    /// <summary>Sells a part of our position: <c>target</c> is the part to keep, 0 to 1; or <c>quantity</c>, the whole shares to sell.</summary>
    [Answers(typeof(SellAnswer))]
    [Reads(typeof(ReduceBody))]
    [Function("ReducePosition")]
    [Access(Role.Operator)]
    public async Task<IResult> ReduceAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/positions/{symbol}/reduce")] HttpRequest request,
        string symbol,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<ReduceBody>(cancellationToken);
        if (string.IsNullOrWhiteSpace(body.Reason))
        {
            return Answer.Wrong(ReasonBody.Missing);
        }

        if (!Symbol.TryParse(symbol.ToUpperInvariant(), out var parsed))
        {
            return Answer.Problem(StatusCodes.Status404NotFound, "unknown", $"{symbol} is no symbol");
        }

        return body.Keep() is { } keep
            ? await CarryOutAsync(await exits.ReduceAsync(parsed, keep, request.Caller().Name, body.Reason.Trim(), cancellationToken), client, cancellationToken)
            : Answer.Wrong("either target, the part to keep from 0 to 1, or quantity, the whole shares to sell, one or more");
    }

    /// <summary>Sells all that our entries left us with, and takes working entries back.</summary>
    [Answers(typeof(SellAnswer))]
    [Reads(typeof(ReasonBody))]
    [Function("CloseAll")]
    [Access(Role.Operator)]
    public async Task<IResult> CloseAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/positions/close_all")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<ReasonBody>(cancellationToken);
        return string.IsNullOrWhiteSpace(body.Reason)
            ? Answer.Wrong(ReasonBody.Missing)
            : await CarryOutAsync(await exits.CloseAllAsync(request.Caller().Name, body.Reason.Trim(), cancellationToken), client, cancellationToken);
    }

    private async Task<IResult> CarryOutAsync(ExitAnswer answer, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (answer.Refusal is { } refusal)
        {
            var status = refusal.Code switch
            {
                "unknown" => StatusCodes.Status404NotFound,
                "wrong_request" => StatusCodes.Status400BadRequest,
                _ => StatusCodes.Status409Conflict,
            };
            return Answer.Problem(status, refusal.Code, refusal.Sentence);
        }

        var carriedBy = answer.Exits.Count == 0 ? null : await control.HurryAsync(client, cancellationToken);
        return Answer.Json(
            new SellAnswer(answer.Exits, answer.Cancelled, carriedBy, answer.Exits.Count == 0 ? "the desk holds nothing that it bought" : null), StatusCodes.Status202Accepted);
    }
}

/// <summary>What cancel_all is asked with.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Force">Also what protects.</param>
/// <param name="Confirm">The words that confirm it.</param>
internal sealed record CancelAllBody(string? Reason = null, bool? Force = null, string? Confirm = null);

/// <summary>What a reduction is asked with.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Target">The part to keep, 0 to 1.</param>
/// <param name="Quantity">Whole shares to sell.</param>
internal sealed record ReduceBody(string? Reason = null, decimal? Target = null, decimal? Quantity = null)
{
    /// <summary>How many of the shares held stay; null when the request is not one.</summary>
    public Func<decimal, decimal?>? Keep() => (Target, Quantity) switch
    {
        ({ } part and >= 0m and <= 1m, null) => held => decimal.Floor(held * part),
        (null, { } sell and >= 1m) when decimal.Truncate(sell) == sell => held => sell <= held ? held - sell : null,
        _ => null,
    };
}

/// <summary>What became of the cancels.</summary>
/// <param name="Cancelled">Taken by the broker; the state is as it is known now.</param>
/// <param name="NotCancelled">Refused or unclear, with why.</param>
/// <param name="Reason">Why both are empty, or what else to know; null otherwise.</param>
internal sealed record CancelAnswer(IReadOnlyList<CancelLine> Cancelled, IReadOnlyList<CancelLine> NotCancelled, string? Reason)
{
    public static CancelAnswer Of(IReadOnlyList<CancelLine> lines, bool force) => new(
        [.. lines.Where(line => line.Why is null)],
        [.. lines.Where(line => line.Why is not null)],
        lines.Count == 0 ? "no order of ours works" : force ? "the loop protects again what is held, unless trading is halted" : null);
}

/// <summary>What will be sold.</summary>
/// <param name="Exits">The lots and what stays of each.</param>
/// <param name="Cancelled">Entries that were taken back; with why where they were not.</param>
/// <param name="CarriedBy">Who sells: the running loop, or a pass made for it.</param>
/// <param name="Reason">Why there is nothing to sell, or null.</param>
internal sealed record SellAnswer(IReadOnlyList<AskedExit> Exits, IReadOnlyList<CancelLine> Cancelled, string? CarriedBy, string? Reason);
