using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Tests.Shared.Reconciliation;

/// <summary>A broker whose answers are lists that a test sets; it respects the "since" of each question, and counts the questions.</summary>
internal sealed class ScriptedBroker : IBroker
{
    public List<BrokerOrder> Orders { get; } = [];

    public List<BrokerFill> Fills { get; } = [];

    public List<BrokerPosition> Positions { get; } = [];

    public decimal Cash { get; set; } = 100_000m;

    public MarketClock Clock { get; set; } = new(false, default, default);

    /// <summary>Reads that throw, by name.</summary>
    public HashSet<string> Dead { get; } = [];

    public List<string> Calls { get; } = [];

    /// <summary>Runs once, between one read and the next.</summary>
    public Action? AfterFills { get; set; }

    public string Account => "paper";

    public BrokerVenue Venue => BrokerVenue.InProcess;

    public ValueTask<BrokerAnswer> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken) => throw new InvalidOperationException("only the gateway submits");

    public ValueTask<BrokerAnswer> ReplaceAsync(string brokerOrderId, ReplaceTicket ticket, CancellationToken cancellationToken) => throw new InvalidOperationException("only the gateway replaces");

    public ValueTask<BrokerAnswer> CancelAsync(string brokerOrderId, CancellationToken cancellationToken) => throw new InvalidOperationException("only the gateway cancels");

    public ValueTask<BrokerOrder?> FindAsync(string clientOrderId, CancellationToken cancellationToken) =>
        Read($"find {clientOrderId}", () => Orders.Find(order => order.ClientOrderId == clientOrderId));

    public ValueTask<IReadOnlyList<BrokerOrder>> OrdersAsync(Instant changedSince, CancellationToken cancellationToken) =>
        Read("orders", () => (IReadOnlyList<BrokerOrder>)[.. Orders.Where(order => IsOpen(order) || NewestOf(order) >= changedSince)]);

    public ValueTask<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellationToken) => Read("positions", () => (IReadOnlyList<BrokerPosition>)[.. Positions]);

    public ValueTask<IReadOnlyList<BrokerFill>> FillsAsync(Instant since, CancellationToken cancellationToken)
    {
        var answer = Read("fills", () => (IReadOnlyList<BrokerFill>)[.. Fills.Where(fill => fill.At >= since).OrderBy(fill => fill.At)]);
        (AfterFills, var between) = (null, AfterFills);
        between?.Invoke();
        return answer;
    }

    public ValueTask<BrokerAccount> AccountAsync(CancellationToken cancellationToken) => Read("account", () => new BrokerAccount(Cash, Cash, Cash));

    public ValueTask<MarketClock> ClockAsync(CancellationToken cancellationToken) => Read("clock", () => Clock);

    /// <summary>An order as the broker has it; the same id again replaces it.</summary>
    public BrokerOrder Put(
        string id, string clientId, Instant at, string symbol = "AIG", OrderSide side = OrderSide.Buy, decimal quantity = 10, decimal filled = 0, BrokerOrderStatus status = BrokerOrderStatus.New, params BrokerOrder[] legs)
    {
        var order = new BrokerOrder(
            id, clientId, null, null, Symbol.Parse(symbol), side, OrderType.Limit, TimeInForce.Gtc, new Quantity(quantity), new Quantity(filled), filled == 0 ? null : new Price(50m), new Price(50m), null, status,
            at, at, null, null, legs);
        Orders.RemoveAll(known => known.Id == id);
        Orders.Add(order);
        return order;
    }

    public static BrokerOrder Leg(string id, string parent, BracketLeg leg, Instant at, decimal filled = 0, BrokerOrderStatus status = BrokerOrderStatus.Held) => new(
        id, $"made-{id}", parent, leg, Symbol.Parse("AIG"), OrderSide.Sell, leg == BracketLeg.TakeProfit ? OrderType.Limit : OrderType.Stop, TimeInForce.Gtc, new Quantity(10m), new Quantity(filled),
        filled == 0 ? null : new Price(52m), new Price(52m), new Price(48m), status, at, at, null, null, []);

    /// <summary>An execution, its cash and its position.</summary>
    public void Execute(string id, string order, OrderSide side, decimal quantity, decimal price, Instant at, string symbol = "AIG", decimal fee = 0m)
    {
        Fills.Add(new BrokerFill(id, order, Symbol.Parse(symbol), side, new Quantity(quantity), new Price(price), fee, at));
        var signed = side == OrderSide.Buy ? quantity : -quantity;
        Cash -= (signed * price) + fee;
        Hold(symbol, Held(symbol) + signed, price);
    }

    public decimal Held(string symbol) => Positions.Find(position => position.Symbol == Symbol.Parse(symbol))?.Quantity ?? 0m;

    public void Hold(string symbol, decimal quantity, decimal price)
    {
        Positions.RemoveAll(position => position.Symbol == Symbol.Parse(symbol));
        if (quantity != 0)
        {
            Positions.Add(new BrokerPosition(Symbol.Parse(symbol), quantity, new Price(price), quantity * price));
        }
    }

    private static bool IsOpen(BrokerOrder order) => order.Status is not (BrokerOrderStatus.Filled or BrokerOrderStatus.Canceled or BrokerOrderStatus.Expired or BrokerOrderStatus.Rejected or BrokerOrderStatus.Replaced)
        || order.Legs.Any(IsOpen);

    private static Instant NewestOf(BrokerOrder order) => order.Legs.Select(NewestOf).Append(order.UpdatedAt).Max();

    private ValueTask<T> Read<T>(string name, Func<T> work)
    {
        Calls.Add(name);
        return Dead.Contains(name.Split(' ')[0]) ? throw new BrokerException($"{name}: 503") : ValueTask.FromResult(work());
    }
}
