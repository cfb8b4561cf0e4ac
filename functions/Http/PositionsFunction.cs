using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trading.Brokers;
using Trading.Operations.Inquiry.Lists;
using Trading.Orders;

namespace Trading.Functions.Http;

/// <summary>What the account holds, whose it is and what protects it.</summary>
public sealed class PositionsFunction(IBroker broker, OrderBook book, Snapshots snapshots)
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
        var lines = PositionLine.Of(held, await book.LoadAsync(cancellationToken));
        return new PositionsAnswer(lines.Count, lines, lines.Count == 0 ? "nothing is held" : null);
    }
}

/// <summary>The positions of the account.</summary>
/// <param name="Count">Positions.</param>
/// <param name="Positions">By symbol.</param>
/// <param name="Reason">Why there are none.</param>
internal sealed record PositionsAnswer(int Count, IReadOnlyList<PositionLine> Positions, string? Reason);
