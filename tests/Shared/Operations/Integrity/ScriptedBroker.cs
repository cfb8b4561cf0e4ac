using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Tests.Shared.Operations.Integrity;

/// <summary>A broker that is only read, and says what a test puts into it.</summary>
internal sealed class ScriptedBroker : IBroker
{
    public string Account => "SIM";

    public BrokerVenue Venue => BrokerVenue.InProcess;

    public List<BrokerFill> Fills { get; } = [];

    public List<BrokerOrder> Orders { get; } = [];

    public Dictionary<Symbol, decimal> Held { get; } = [];

    public bool IsDown { get; set; }

    /// <summary>Executions before it cannot be read.</summary>
    public Instant? Unread { get; set; }

    /// <summary>Runs at each look at the positions: what happens between two reads.</summary>
    public Action Meanwhile { get; set; } = static () => { };

    /// <summary>An order that is filled, and its execution; the position moves.</summary>
    public BrokerFill Execute(string clientId, string symbol, OrderSide side, decimal shares, decimal price, Instant at)
    {
        var name = Symbol.Parse(symbol);
        var id = $"b{Orders.Count + 1}";
        Orders.Add(new BrokerOrder(
            id, clientId, null, null, name, side, OrderType.Market, TimeInForce.Day, new Quantity(shares), new Quantity(shares), new Price(price), null, null, BrokerOrderStatus.Filled, at, at, null, null, []));
        Fills.Add(new BrokerFill($"{id}-1", id, name, side, new Quantity(shares), new Price(price), 0m, at));
        Held[name] = Held.GetValueOrDefault(name) + (side == OrderSide.Buy ? shares : -shares);
        return Fills[^1];
    }

    public ValueTask<BrokerOrder?> FindAsync(string clientOrderId, CancellationToken cancellationToken) => ValueTask.FromResult(Orders.Find(order => order.ClientOrderId == clientOrderId));

    public ValueTask<IReadOnlyList<BrokerOrder>> OrdersAsync(Instant changedSince, CancellationToken cancellationToken) => Read<BrokerOrder>([.. Orders.Where(order => order.UpdatedAt >= changedSince)]);

    public ValueTask<IReadOnlyList<BrokerFill>> FillsAsync(Instant since, CancellationToken cancellationToken) => since < Unread ? throw new BrokerException("504") : Read<BrokerFill>([.. Fills.Where(fill => fill.At >= since)]);

    public ValueTask<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellationToken)
    {
        Meanwhile();
        return Read<BrokerPosition>([.. Held.Where(pair => pair.Value != 0m).Select(pair => new BrokerPosition(pair.Key, pair.Value, new Price(1m), pair.Value))]);
    }

    public ValueTask<BrokerAccount> AccountAsync(CancellationToken cancellationToken) => ValueTask.FromResult(new BrokerAccount(100_000m, 100_000m, 100_000m));

    public ValueTask<MarketClock> ClockAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<BrokerAnswer> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken) => throw new NotSupportedException("the second look sends nothing");

    public ValueTask<BrokerAnswer> ReplaceAsync(string brokerOrderId, ReplaceTicket ticket, CancellationToken cancellationToken) => throw new NotSupportedException("the second look sends nothing");

    public ValueTask<BrokerAnswer> CancelAsync(string brokerOrderId, CancellationToken cancellationToken) => throw new NotSupportedException("the second look sends nothing");

    private ValueTask<IReadOnlyList<T>> Read<T>(IReadOnlyList<T> answer) => IsDown ? throw new BrokerException("503") : ValueTask.FromResult(answer);
}
