using System.Globalization;
using Trading.Brokers;
using Trading.Orders;

namespace Trading.Operations.Integrity;

/// <summary>Sets the broker's activities beside what the journal tells. Pure.</summary>
internal static class ActivityComparison
{
    /// <summary>All that disagrees.</summary>
    public static IEnumerable<IntegrityDifference> Between(BrokerDay broker, ToldDay told) => [.. Fills(broker, told), .. Orders(broker, told), .. Twice(broker), .. Sums(broker)];

    private static IEnumerable<IntegrityDifference> Fills(BrokerDay broker, ToldDay told)
    {
        foreach (var fill in broker.Fills)
        {
            if (!told.Fills.TryGetValue(fill.Id, out var ours))
            {
                yield return new(DifferenceClasses.FillNotTold, fill.Id, $"the broker executed {Line(fill)} and the journal does not tell it");
            }
            else if (Of(fill) != ours)
            {
                yield return new(DifferenceClasses.FillDiffers, fill.Id, $"the broker executed {Line(fill)}, the journal tells {ours.Side} {ours.Quantity} {ours.Symbol} at {ours.Price} of {ours.OrderId}");
            }
        }

        var known = broker.Fills.Select(fill => fill.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, fill) in told.Fills.Where(one => !known.Contains(one.Key)).OrderBy(one => one.Key, StringComparer.Ordinal))
        {
            yield return new(DifferenceClasses.FillUnknown, id, $"the journal tells {fill.Side} {fill.Quantity} {fill.Symbol} at {fill.Price} and the broker has no such execution");
        }
    }

    // An order of an earlier day was told on its day.
    private static IEnumerable<IntegrityDifference> Orders(BrokerDay broker, ToldDay told) =>
        from order in broker.Orders
        where order.SubmittedAt >= broker.From && ClientOrderId.TryParse(order.ClientOrderId) is not null && !told.Orders.Contains(order.ClientOrderId)
        select new IntegrityDifference(
            DifferenceClasses.OrderWithoutIntent, order.ClientOrderId, $"the broker has {order.Id} ({order.Side} {order.Quantity} {order.Symbol}) under an id of ours that the journal does not tell");

    private static IEnumerable<IntegrityDifference> Twice(BrokerDay broker) =>
        from order in broker.Orders
        group order.Id by order.ClientOrderId into same
        let ids = same.Distinct(StringComparer.Ordinal).ToList()
        where ids.Count > 1
        select new IntegrityDifference(DifferenceClasses.OrderTwice, same.Key, $"the broker has {string.Join(" and ", ids)} under one client order id");

    private static IEnumerable<IntegrityDifference> Sums(BrokerDay broker)
    {
        var executed = broker.Fills.GroupBy(fill => fill.OrderId, StringComparer.Ordinal).ToDictionary(fills => fills.Key, fills => fills.Sum(fill => fill.Quantity.Value), StringComparer.Ordinal);
        return from order in broker.Orders
               let sum = executed.GetValueOrDefault(order.Id)
               where order.SubmittedAt >= broker.From && order.Filled.Value != sum
               select new IntegrityDifference(
                   DifferenceClasses.OrderFills, order.Id, string.Create(CultureInfo.InvariantCulture, $"the broker says {order.Filled.Value} of {order.Id} ({order.Symbol}) are filled, its executions come to {sum}"));
    }

    private static ToldFill Of(BrokerFill fill) => new(fill.OrderId, fill.Symbol.ToString(), fill.Side.ToString(), fill.Quantity.Value, fill.Price.Value);

    private static string Line(BrokerFill fill) => $"{fill.Side} {fill.Quantity} {fill.Symbol} at {fill.Price} of {fill.OrderId}";
}
