using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;
using Trading.Time;

namespace Trading.Tests.Support;

/// <summary>How the fake broker treats the next call that changes something.</summary>
internal enum BrokerMood
{
    /// <summary>Takes it and says so.</summary>
    Takes,

    /// <summary>Takes it and then gives no clear answer.</summary>
    TakesSilently,

    /// <summary>Does not take it and gives no clear answer.</summary>
    LosesIt,

    /// <summary>Refuses it.</summary>
    Refuses,

    /// <summary>Cannot be asked (credentials).</summary>
    Fails,

    /// <summary>Throws what no broker should.</summary>
    Breaks,
}

/// <summary>A broker in memory that does what it is told: it fills only when asked, and misbehaves by script. Brackets, legs and replaces as the port describes them.</summary>
internal sealed class FakeBroker(TimeProvider clock) : IBroker
{
    private readonly List<BrokerOrder> orders = [];
    private readonly List<BrokerPosition> positions = [];

    public Queue<BrokerMood> Moods { get; } = new();

    /// <summary>Every call, as "submit ID", "replace ID", "cancel BROKERID", "find ID" or "orders", "positions", "account", "clock".</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Reads that throw, by name.</summary>
    public HashSet<string> DeadReads { get; } = [];

    public BrokerAccount Money { get; set; } = new(100_000m, 100_000m, 200_000m);

    public bool IsOpen { get; set; } = true;

    public string Account => "paper";

    public BrokerVenue Venue => BrokerVenue.InProcess;

    public IReadOnlyList<BrokerOrder> All => orders;

    public int Count(string call) => Calls.Count(made => made.StartsWith(call, StringComparison.Ordinal));

    public BrokerOrder ByClient(string id) => orders.Single(order => order.ClientOrderId == id);

    public ValueTask<BrokerAnswer> SubmitAsync(OrderTicket ticket, CancellationToken cancellationToken) => Change($"submit {ticket.ClientOrderId}", () =>
    {
        if (orders.Find(order => order.ClientOrderId == ticket.ClientOrderId) is { } known)
        {
            return new BrokerAnswer(BrokerAnswerKind.Duplicate, Nested(known), null);
        }

        var taken = Make(ticket.ClientOrderId, null, null, ticket.Symbol, ticket.Side, ticket.Type, ticket.TimeInForce, ticket.Quantity, ticket.LimitPrice, ticket.StopPrice, BrokerOrderStatus.New);
        if (ticket.Bracket is { } bracket)
        {
            Make($"{taken.Id}-tp", taken.Id, BracketLeg.TakeProfit, ticket.Symbol, OrderSide.Sell, OrderType.Limit, ticket.TimeInForce, ticket.Quantity, bracket.TakeProfit, null, BrokerOrderStatus.Held);
            Make($"{taken.Id}-sl", taken.Id, BracketLeg.StopLoss, ticket.Symbol, OrderSide.Sell, OrderType.Stop, ticket.TimeInForce, ticket.Quantity, null, bracket.StopLoss, BrokerOrderStatus.Held);
        }

        return new BrokerAnswer(BrokerAnswerKind.Accepted, Nested(taken), null);
    });

    public ValueTask<BrokerAnswer> ReplaceAsync(string brokerOrderId, ReplaceTicket ticket, CancellationToken cancellationToken) => Change($"replace {ticket.ClientOrderId}", () =>
    {
        var old = orders.Single(order => order.Id == brokerOrderId);
        var next = Make(ticket.ClientOrderId, old.ParentId, old.Leg, old.Symbol, old.Side, old.Type, old.TimeInForce, ticket.Quantity ?? old.Quantity, ticket.LimitPrice ?? old.LimitPrice, ticket.StopPrice ?? old.StopPrice, BrokerOrderStatus.New);
        Set(old with { Status = BrokerOrderStatus.Replaced, ReplacedBy = next.Id });
        return new BrokerAnswer(BrokerAnswerKind.Accepted, next, null);
    });

    public ValueTask<BrokerAnswer> CancelAsync(string brokerOrderId, CancellationToken cancellationToken) => Change($"cancel {brokerOrderId}", () =>
    {
        var order = orders.Single(known => known.Id == brokerOrderId);
        End(order);
        foreach (var leg in orders.Where(known => known.ParentId == brokerOrderId || (order.ParentId is not null && known.ParentId == order.ParentId)).ToList())
        {
            End(leg);
        }

        return new BrokerAnswer(BrokerAnswerKind.Accepted, Nested(orders.Single(known => known.Id == brokerOrderId)), null);
    });

    public ValueTask<BrokerOrder?> FindAsync(string clientOrderId, CancellationToken cancellationToken) =>
        Read("find", () => orders.Find(order => order.ClientOrderId == clientOrderId) is { } found ? Nested(found) : null, clientOrderId);

    public ValueTask<IReadOnlyList<BrokerOrder>> OrdersAsync(Instant changedSince, CancellationToken cancellationToken) =>
        Read("orders", () => (IReadOnlyList<BrokerOrder>)[.. orders.Where(order => order.ParentId is null || order.Status == BrokerOrderStatus.Replaced).Select(Nested)]);

    public ValueTask<IReadOnlyList<BrokerPosition>> PositionsAsync(CancellationToken cancellationToken) =>
        Read("positions", () => (IReadOnlyList<BrokerPosition>)[.. positions.Where(position => position.Quantity != 0m)]);

    public ValueTask<IReadOnlyList<BrokerFill>> FillsAsync(Instant since, CancellationToken cancellationToken) => Read("fills", () => (IReadOnlyList<BrokerFill>)[]);

    public ValueTask<BrokerAccount> AccountAsync(CancellationToken cancellationToken) => Read("account", () => Money);

    public ValueTask<MarketClock> ClockAsync(CancellationToken cancellationToken) =>
        Read("clock", () => new MarketClock(IsOpen, clock.Now() + Duration.FromHours(1), clock.Now() + Duration.FromHours(2)));

    /// <summary>Fills shares of an order: the position moves, a filled leg cancels its brother, a filled entry wakes its legs.</summary>
    public void Fill(BrokerOrder order, decimal shares, decimal price)
    {
        var filled = order.Filled + new Quantity(shares);
        var done = filled >= order.Quantity;
        Set(order with { Filled = filled, AverageFillPrice = new Price(price), Status = done ? BrokerOrderStatus.Filled : BrokerOrderStatus.PartiallyFilled });
        Hold(order.Symbol, (order.Side == OrderSide.Buy ? shares : -shares) + (positions.Find(position => position.Symbol == order.Symbol)?.Quantity ?? 0m), price);
        foreach (var other in orders.Where(known => done && known.Id != order.Id && (known.ParentId == order.Id || (order.ParentId is not null && known.ParentId == order.ParentId))).ToList())
        {
            if (other.ParentId == order.Id)
            {
                Set(other with { Status = BrokerOrderStatus.New });
            }
            else
            {
                End(other);
            }
        }
    }

    /// <summary>Sets a position by hand.</summary>
    public void Hold(Symbol symbol, decimal shares, decimal price)
    {
        positions.RemoveAll(position => position.Symbol == symbol);
        positions.Add(new BrokerPosition(symbol, shares, new Price(price), shares * price));
    }

    /// <summary>Puts an order there by hand, not through the gateway.</summary>
    public BrokerOrder ByHand(Symbol symbol, OrderSide side, decimal shares, decimal limit) =>
        Make($"hand-{orders.Count}", null, null, symbol, side, OrderType.Limit, TimeInForce.Day, new Quantity(shares), new Price(limit), null, BrokerOrderStatus.New);

    public void Set(BrokerOrder order) => orders[orders.FindIndex(known => known.Id == order.Id)] = order with { UpdatedAt = clock.Now() };

    public BrokerOrder Leg(string parentClientId, BracketLeg leg)
    {
        var parent = ByClient(parentClientId);
        return orders.Last(order => order.ParentId == parent.Id && order.Leg == leg);
    }

    private void End(BrokerOrder order)
    {
        if (order.Status is not (BrokerOrderStatus.Filled or BrokerOrderStatus.Replaced or BrokerOrderStatus.Canceled))
        {
            Set(order with { Status = BrokerOrderStatus.Canceled });
        }
    }

    private BrokerOrder Nested(BrokerOrder order) =>
        order with { Legs = [.. orders.Where(leg => leg.ParentId == order.Id && leg.Status != BrokerOrderStatus.Replaced)] };

    private BrokerOrder Make(string clientId, string? parentId, BracketLeg? leg, Symbol symbol, OrderSide side, OrderType type, TimeInForce force, Quantity quantity, Price? limit, Price? stop, BrokerOrderStatus status)
    {
        var made = new BrokerOrder($"b{orders.Count + 1}", clientId, parentId, leg, symbol, side, type, force, quantity, Quantity.Zero, null, limit, stop, status, clock.Now(), clock.Now(), null, null, []);
        orders.Add(made);
        return made;
    }

    private ValueTask<BrokerAnswer> Change(string call, Func<BrokerAnswer> work)
    {
        Calls.Add(call);
        switch (Moods.TryDequeue(out var mood) ? mood : BrokerMood.Takes)
        {
            case BrokerMood.TakesSilently:
                work();
                throw new BrokerUnclearException("504 after the order was taken");
            case BrokerMood.LosesIt:
                throw new BrokerUnclearException("connection reset");
            case BrokerMood.Refuses:
                return ValueTask.FromResult(new BrokerAnswer(BrokerAnswerKind.Rejected, null, "insufficient qty available"));
            case BrokerMood.Fails:
                throw new BrokerException("401");
            case BrokerMood.Breaks:
                throw new InvalidOperationException("a parser broke");
            default:
                return ValueTask.FromResult(work());
        }
    }

    private ValueTask<T> Read<T>(string name, Func<T> work, string? argument = null)
    {
        Calls.Add(argument is null ? name : $"{name} {argument}");
        return DeadReads.Contains(name) ? throw new BrokerException($"{name}: 503") : ValueTask.FromResult(work());
    }
}
