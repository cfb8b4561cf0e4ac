namespace Trading.Operations.Invariants;

/// <summary>The journal itself, and the chains through it.</summary>
internal static class JournalInvariants
{
    /// <summary>The chain holds. A journal without an event does not: nothing at all is not health.</summary>
    public static string? Damaged(DayFacts facts) => facts.Journal.Fault?.Sentence ?? (facts.Journal.Events == 0 ? "the journal is empty" : null);

    /// <summary>Every event has a chain; an execution, its order and the order's entry are in the same one.</summary>
    public static string? WithoutCorrelation(DayFacts facts)
    {
        if (facts.Events.FirstOrDefault(one => one.Correlation.Length == 0) is { } loose)
        {
            return $"event {loose.Sequence} ({loose.Kind}) belongs to no chain";
        }

        foreach (var order in facts.Book.Orders)
        {
            if (!order.IsExternal && order.ParentId is { } parentId && facts.Book.Find(parentId) is { } parent && parent.CorrelationId != order.CorrelationId)
            {
                return $"{order.Id} is in the chain {order.CorrelationId}, its entry in {parent.CorrelationId}";
            }
        }

        foreach (var fill in facts.Fills)
        {
            if (facts.Book.Find(fill.OrderId) is { } order && order.CorrelationId != fill.CorrelationId)
            {
                return $"execution {fill.Id} is in the chain {fill.CorrelationId}, its order {order.Id} in {order.CorrelationId}";
            }
        }

        return null;
    }
}
