using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Brokers;

namespace Trading.Functions.Http;

/// <summary>What the account holds.</summary>
public sealed class PositionsFunction(IBroker broker)
{
    /// <summary>All positions at the broker, by symbol; money is US dollars.</summary>
    [Function("Positions")]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/positions")] HttpRequest request, CancellationToken cancellationToken)
    {
        var held = await broker.PositionsAsync(cancellationToken);
        var lines = held.OrderBy(position => position.Symbol).Select(position => new
        {
            position.Symbol,
            position.Quantity,
            position.AveragePrice,
            position.MarketValue,
            UnrealizedPnl = position.MarketValue - (position.AveragePrice.Value * position.Quantity),
        }).ToList();
        return Answer.Json(new { Count = lines.Count, Positions = lines, Reason = lines.Count == 0 ? "nothing is held" : null });
    }
}
