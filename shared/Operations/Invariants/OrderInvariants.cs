using Trading.Orders;

namespace Trading.Operations.Invariants;

/// <summary>The broker's orders against the book.</summary>
internal static class OrderInvariants
{
    /// <summary>One broker order for one client order id, and one row for one broker order.</summary>
    public static string? Duplicate(DayFacts facts)
    {
        var ids = facts.AllBrokerOrders.Select(order => (order.ClientOrderId, order.Id)).Distinct().GroupBy(pair => pair.ClientOrderId, StringComparer.Ordinal);
        if (ids.FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            return $"client order id {twice.Key} stands for {string.Join(" and ", twice.Select(pair => pair.Id))}";
        }

        var rows = facts.Book.Orders.Where(order => order.BrokerOrderId is not null).GroupBy(order => order.BrokerOrderId, StringComparer.Ordinal);
        return rows.FirstOrDefault(group => group.Count() > 1) is { } rowsOfOne
            ? $"broker order {rowsOfOne.Key} has the rows {string.Join(" and ", rowsOfOne.Select(order => order.Id))}"
            : null;
    }

    /// <summary>Every broker order has a row; ours is in the journal, a leg has its entry; what is not ours is marked external.</summary>
    public static string? WithoutIntent(DayFacts facts)
    {
        foreach (var theirs in facts.AllBrokerOrders)
        {
            var row = facts.Book.FindByBroker(theirs.Id);
            var fault = row is null ? IsOurs(theirs, facts) ? "is not in the book" : null
                : row.IsExternal ? null
                : row.Leg is not null && facts.Book.Find(row.ParentId ?? string.Empty) is not { IsExternal: false } ? "is a leg of no entry of ours"
                : row.Id != theirs.ClientOrderId && row.Leg is null ? $"stands in the book as {row.Id}, the broker has it as {theirs.ClientOrderId}"
                : null;
            if (fault is not null)
            {
                return $"broker order {theirs.Id} ({theirs.ClientOrderId}) {fault}";
            }
        }

        return Unreserved(facts);
    }

    // What was done with before the date may have been archived; what the date touched may not be missing.
    private static bool IsOurs(Brokers.BrokerOrder theirs, DayFacts facts) => Time.NewYork.DateOf(theirs.UpdatedAt) == facts.Date;

    private static string? Unreserved(DayFacts facts)
    {
        // Any word of it will do: a process that died between the row and the journal is followed by one that tells what it found.
        var told = facts.Events.Where(one => one.Kind.StartsWith("order-", StringComparison.Ordinal)).Select(one => one.Text("id")).ToHashSet(StringComparer.Ordinal);
        var stray = facts.Book.Orders.FirstOrDefault(order => IsOurOwn(order) && Time.NewYork.DateOf(order.CreatedAt) == facts.Date && !told.Contains(order.Id));
        return stray is null ? null : $"order {stray.Id} is nowhere in the journal";
    }

    // A leg is made by the broker and needs no intent of its own; the replacement of one has ours.
    private static bool IsOurOwn(Order order) => !order.IsExternal && ClientOrderId.TryParse(order.Id) is not null;
}
