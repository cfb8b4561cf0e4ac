using Trading.Market;

namespace Trading.Embedded.Broker;

/// <summary>The orders that can still trade, by symbol, each symbol's in the order they were made.</summary>
internal sealed class SimOpenOrders
{
    private static readonly List<SimOrder> None = [];
    private readonly SortedDictionary<Symbol, List<SimOrder>> bySymbol = [];

    public int Count { get; private set; }

    public IEnumerable<Symbol> Symbols => bySymbol.Keys;

    public IEnumerable<SimOrder> All => bySymbol.Values.SelectMany(orders => orders);

    public IReadOnlyList<SimOrder> Of(Symbol symbol) => bySymbol.GetValueOrDefault(symbol, None);

    /// <summary>Takes an order in or out, as it stands.</summary>
    public void Update(SimOrder order)
    {
        if (!bySymbol.TryGetValue(order.Symbol, out var orders))
        {
            bySymbol[order.Symbol] = orders = [];
        }

        var there = orders.Contains(order);
        if (order.IsOpen && !there)
        {
            orders.Insert(orders.FindLastIndex(other => other.Number < order.Number) + 1, order);
            Count++;
        }
        else if (!order.IsOpen && there)
        {
            orders.Remove(order);
            Count--;
        }

        if (orders.Count == 0)
        {
            bySymbol.Remove(order.Symbol);
        }
    }
}
