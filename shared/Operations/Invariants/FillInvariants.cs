using Trading.Accounting;
using Trading.Brokers;
using Trading.Market;

namespace Trading.Operations.Invariants;

/// <summary>The broker's executions against the books and the journal, and positions against executions.</summary>
internal static class FillInvariants
{
    /// <summary>Every execution at the broker is booked and journalled as it was, and nothing else is.</summary>
    public static string? NotBooked(DayFacts facts)
    {
        var booked = facts.Fills.ToDictionary(fill => fill.Id, StringComparer.Ordinal);
        foreach (var fill in facts.BrokerFills)
        {
            if (!booked.Remove(fill.Id, out var ours) || !Agrees(fill, ours))
            {
                return $"execution {fill.Id} ({fill.Side} {fill.Quantity} {fill.Symbol} at {fill.Price}) {(ours is null ? "is not booked" : "is booked otherwise")}";
            }
        }

        return booked.Count > 0 ? $"{booked.Keys.Order(StringComparer.Ordinal).First()} is booked and the broker has no such execution" : Journalled(facts);
    }

    /// <summary>What the broker holds is what was held at the close before, and the executions since.</summary>
    public static string? PositionsDiffer(DayFacts facts)
    {
        var expected = new SortedDictionary<Symbol, decimal>();
        foreach (var lot in facts.Start?.Lots ?? [])
        {
            expected[lot.Symbol] = expected.GetValueOrDefault(lot.Symbol) + lot.Quantity.Value;
        }

        foreach (var (symbol, quantity) in facts.Start?.Shorts ?? new Dictionary<Symbol, decimal>())
        {
            expected[symbol] = expected.GetValueOrDefault(symbol) + quantity;
        }

        foreach (var fill in facts.FillsSinceStart)
        {
            expected[fill.Symbol] = expected.GetValueOrDefault(fill.Symbol) + fill.SignedQuantity;
        }

        foreach (var position in facts.BrokerPositions)
        {
            expected[position.Symbol] = expected.GetValueOrDefault(position.Symbol) - position.Quantity;
        }

        foreach (var (symbol, rest) in expected)
        {
            if (rest != 0)
            {
                return $"{symbol}: executions leave {rest:+0.######;-0.######} shares beside what the broker holds";
            }
        }

        return null;
    }

    private static bool Agrees(BrokerFill theirs, BookedFill ours) =>
        theirs.Symbol == ours.Symbol && theirs.Side == ours.Side && theirs.Quantity == ours.Quantity && theirs.Price == ours.Price && theirs.Fee == ours.Fee && theirs.OrderId == ours.BrokerOrderId;

    private static string? Journalled(DayFacts facts)
    {
        var told = facts.Events.Where(one => one.Kind == "fill-booked").Select(one => one.Text("fill") ?? string.Empty).ToHashSet(StringComparer.Ordinal);
        return facts.Fills.FirstOrDefault(fill => !told.Contains(fill.Id)) is { } silent ? $"execution {silent.Id} is not in the journal" : null;
    }
}
