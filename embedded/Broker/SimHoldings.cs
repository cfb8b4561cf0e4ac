using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Embedded.Broker;

/// <summary>Cash and positions: nothing but the sum of the fills.</summary>
internal sealed class SimHoldings
{
    private readonly SortedDictionary<Symbol, (Quantity Quantity, decimal Average)> positions = [];

    public decimal Cash { get; set; }

    public IEnumerable<KeyValuePair<Symbol, (Quantity Quantity, decimal Average)>> Positions => positions;

    public Quantity Of(Symbol symbol) => positions.GetValueOrDefault(symbol).Quantity;

    public void Count(BrokerFill fill)
    {
        var dollars = fill.Price * fill.Quantity;
        var (held, average) = positions.GetValueOrDefault(fill.Symbol);
        if (fill.Side == OrderSide.Buy)
        {
            var quantity = held + fill.Quantity;
            positions[fill.Symbol] = (quantity, ((average * held.Value) + dollars) / quantity.Value);
            Cash -= dollars + fill.Fee;
            return;
        }

        positions[fill.Symbol] = (held - fill.Quantity, average);
        Cash += dollars - fill.Fee;
        if (held == fill.Quantity)
        {
            positions.Remove(fill.Symbol);
        }
    }
}
