using Trading.Brokers;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Broker;

/// <summary>
/// Brackets as they stand. The broker tells which order is a leg by nesting alone: what took a leg's place is known by what it replaces, and what was replaced is listed by itself.
/// </summary>
internal static class BracketNesting
{
    /// <summary>Orders as listed, each once, in the order given; legs and their replacements under their entries.</summary>
    public static List<BrokerOrder> Arrange(IReadOnlyList<Api.IOrder> listed)
    {
        var all = new Dictionary<Guid, (Api.IOrder Order, Guid? Parent)>();
        foreach (var order in listed)
        {
            all.TryAdd(order.OrderId, (order, null));
            foreach (var leg in order.Legs)
            {
                all[leg.OrderId] = (leg, order.OrderId);
            }
        }

        foreach (var (order, _) in all.Values.Where(one => one.Order.ReplacesOrderId is not null).ToList())
        {
            all[order.OrderId] = (order, ParentOf(order, all));
        }

        var legs = all.Values.Where(one => one.Parent is not null && !IsReplaced(one.Order)).ToLookup(one => one.Parent!.Value, one => OrderReader.Read(one.Order, all[one.Parent!.Value].Order, []));
        return
        [
            .. from one in all.Values
               where one.Parent is null || IsReplaced(one.Order)
               select OrderReader.Read(one.Order, one.Parent is { } parent ? all[parent].Order : null, [.. legs[one.Order.OrderId].OrderBy(leg => leg.Leg)]),
        ];
    }

    public static bool IsReplaced(Api.IOrder order) => order.ReplacedByOrderId is not null;

    private static Guid? ParentOf(Api.IOrder order, Dictionary<Guid, (Api.IOrder Order, Guid? Parent)> all)
    {
        for (var one = (Order: order, Parent: all[order.OrderId].Parent); ; one = all[one.Order.ReplacesOrderId!.Value])
        {
            if (one.Parent is not null || one.Order.ReplacesOrderId is not { } before || !all.ContainsKey(before))
            {
                return one.Parent;
            }
        }
    }
}
