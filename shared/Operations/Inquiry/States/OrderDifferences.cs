using System.Text.Json;
using Trading.Orders;
using Trading.Storage;

namespace Trading.Operations.Inquiry.States;

/// <summary>Compares orders member by member, the times left out: when a row was written is not in the journal to the millisecond. Pure.</summary>
internal static class OrderDifferences
{
    private const string Kind = "orders";

    private static readonly (string Name, Func<Order, object?> Of)[] Terms =
    [
        ("strategy", order => order.Strategy),
        ("symbol", order => order.Symbol),
        ("side", order => order.Side),
        ("type", order => order.Type),
        ("timeInForce", order => order.TimeInForce),
        ("purpose", order => order.Purpose),
        ("limitPrice", order => order.LimitPrice),
        ("stopPrice", order => order.StopPrice),
        ("bracket", order => order.Bracket),
        ("parentId", order => order.ParentId),
        ("leg", order => order.Leg),
        ("replaces", order => order.Replaces),
        ("group", order => order.Group),
        ("referencePrice", order => order.ReferencePrice),
        ("tradingDate", order => order.TradingDate),
        ("correlationId", order => order.CorrelationId),
        ("isExternal", order => order.IsExternal),
    ];

    private static readonly (string Name, Func<Order, object?> Of)[] Progress =
    [
        ("state", order => order.State),
        ("quantity", order => order.Quantity),
        ("filled", order => order.Filled),
        ("averageFillPrice", order => order.AverageFillPrice),
        ("brokerOrderId", order => order.BrokerOrderId),
    ];

    /// <summary>The differences between what the journal says and the rows of book and archive.</summary>
    public static IEnumerable<StateDifference> Between(IReadOnlyDictionary<string, Order> told, IReadOnlyDictionary<string, Order> kept)
    {
        foreach (var (id, order) in told.OrderBy(pair => pair.Key, StringComparer.Ordinal))
        {
            foreach (var difference in kept.TryGetValue(id, out var row) ? Of(order, row) : [Missing(order)])
            {
                yield return difference;
            }
        }

        foreach (var id in kept.Keys.Where(id => !told.ContainsKey(id)).Order(StringComparer.Ordinal))
        {
            yield return new StateDifference(Kind, id, "extra", null, null, Text(kept[id].State), Rebuilds: false, "the journal does not know it; nothing is deleted");
        }
    }

    /// <summary>A row with the journal's terms, and its progress where that is a step forward.</summary>
    public static Order Rebuilt(Order told, Order row)
    {
        var forward = IsForward(told, row);
        return told with
        {
            State = forward ? told.State : row.State,
            Quantity = forward ? told.Quantity : row.Quantity,
            Filled = forward ? told.Filled : row.Filled,
            FilledFrom = row.FilledFrom ?? told.FilledFrom,
            AverageFillPrice = forward ? told.AverageFillPrice : row.AverageFillPrice,
            BrokerOrderId = row.BrokerOrderId ?? told.BrokerOrderId,
            Reason = forward ? told.Reason : row.Reason,
            CreatedAt = row.CreatedAt,
            SentAt = row.SentAt ?? told.SentAt,
            UpdatedAt = forward && told.State != row.State ? told.UpdatedAt : row.UpdatedAt,
        };
    }

    private static StateDifference Missing(Order order) => new(Kind, order.Id, "missing", null, Text(order.State), null, Rebuilds: true);

    private static IEnumerable<StateDifference> Of(Order told, Order row) =>
        Differing(Terms, told, row, why: null).Concat(Differing(Progress, told, row, IsForward(told, row) ? null : "the record is ahead of the journal: a row is written before it is told"));

    private static IEnumerable<StateDifference> Differing((string Name, Func<Order, object?> Of)[] members, Order told, Order row, string? why) =>
        members.Where(member => !Equals(member.Of(told), member.Of(row)))
            .Select(member => new StateDifference(Kind, told.Id, "different", member.Name, Text(member.Of(told)), Text(member.Of(row)), Rebuilds: why is null, why));

    private static bool IsForward(Order told, Order row) =>
        told.Filled >= row.Filled && OrderStateMachine.CanMove(row.State, told.State) && (row.BrokerOrderId is null || row.BrokerOrderId == told.BrokerOrderId);

    private static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        _ => JsonSerializer.Serialize(value, value.GetType(), TradingJson.Options).Trim('"'),
    };
}
