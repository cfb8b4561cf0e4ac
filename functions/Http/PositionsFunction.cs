using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Brokers;
using Trading.Market;

namespace Trading.Functions.Http;

/// <summary>What the account holds.</summary>
public sealed class PositionsFunction(IBroker broker, Snapshots snapshots)
{
    /// <summary>All positions at the broker, by symbol; money is US dollars.</summary>
    [Answers(typeof(PositionsAnswer))]
    [Function("Positions")]
    public Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/positions")] HttpRequest request, CancellationToken cancellationToken) =>
        snapshots.AnswerAsync("positions", Snapshots.BrokerMoment, ReadAsync, cancellationToken);

    private async Task<PositionsAnswer> ReadAsync(CancellationToken cancellationToken)
    {
        var held = await broker.PositionsAsync(cancellationToken);
        var lines = held.OrderBy(position => position.Symbol).Select(position => new PositionLine(
            position.Symbol,
            position.Quantity,
            position.AveragePrice,
            position.MarketValue,
            position.MarketValue - (position.AveragePrice.Value * position.Quantity))).ToList();
        return new PositionsAnswer(lines.Count, lines, lines.Count == 0 ? "nothing is held" : null);
    }
}

/// <summary>What is held.</summary>
/// <param name="Count">How many symbols.</param>
/// <param name="Positions">By symbol.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record PositionsAnswer(int Count, IReadOnlyList<PositionLine> Positions, string? Reason);

/// <summary>One position; money is US dollars.</summary>
/// <param name="Symbol">The symbol.</param>
/// <param name="Quantity">Shares; below zero when short.</param>
/// <param name="AveragePrice">What a share cost on average.</param>
/// <param name="MarketValue">What it is worth.</param>
/// <param name="UnrealizedPnl">The difference to what it cost.</param>
internal sealed record PositionLine(Symbol Symbol, decimal Quantity, Price AveragePrice, decimal MarketValue, decimal UnrealizedPnl);
