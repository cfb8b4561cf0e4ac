using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Embedded.Broker;

/// <summary>All orders and fills of the account, in memory, with the indexes that keep each question short. Not safe for concurrent use.</summary>
internal sealed class SimBook
{
    private readonly Dictionary<string, SimOrder> orders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SimOrder> byClientId = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<SimOrder>> legs = new(StringComparer.Ordinal);
    private readonly SimChanges changes = new();
    private readonly Dictionary<int, BrokerOrder> views = [];
    private BrokerOrder[]? openViews;

    public SimHoldings Holdings { get; } = new();

    /// <summary>Oldest first.</summary>
    public List<BrokerFill> Fills { get; } = [];

    public SimUnsaved Unsaved { get; } = new();

    public SimOpenOrders Open { get; } = new();

    public int NextNumber { get; private set; } = 1;

    public SimOrder? Find(string id) => orders.GetValueOrDefault(id);

    public SimOrder? FindClient(string clientOrderId) => byClientId.GetValueOrDefault(clientOrderId);

    /// <summary>A bracket's legs as they stand, without those that were replaced.</summary>
    public IReadOnlyList<SimOrder> LegsOf(SimOrder entry) => legs.TryGetValue(entry.Id, out var found) ? found : [];

    public void Add(SimOrder order)
    {
        orders.Add(order.Id, order);
        byClientId.Add(order.ClientOrderId, order);
        UseUp(order.Number);
        if (IsNested(order))
        {
            Adopt(order);
        }

        Touch(order);
    }

    /// <summary>No new order gets this number.</summary>
    public void UseUp(int number) => NextNumber = Math.Max(NextNumber, number + 1);

    /// <summary>An order has changed.</summary>
    public void Touch(SimOrder order)
    {
        var root = RootOf(order);
        Unsaved.Add(order);
        views.Remove(root.Number);
        openViews = null;
        changes.Add(root, order.UpdatedAt);
        Open.Update(order);
    }

    /// <summary>Counts a fill, in the order, the positions and the cash.</summary>
    public void Fill(SimOrder order, BrokerFill fill)
    {
        order.Count(fill);
        Holdings.Count(fill);
        Fills.Add(fill);
        Unsaved.Add(fill);
        Touch(order);
    }

    /// <summary>Ends an open order.</summary>
    public void End(SimOrder order, BrokerOrderStatus status, Instant at, string? reason)
    {
        (order.Status, order.UpdatedAt, order.Reason) = (status, at, reason);
        Touch(order);
    }

    /// <summary>Ends <paramref name="old"/> as replaced by <paramref name="next"/>, which has its place in the bracket.</summary>
    public void Replace(SimOrder old, SimOrder next, Instant at)
    {
        if (IsNested(old))
        {
            legs[old.ParentId!].Remove(old);
        }

        old.ReplacedBy = next.Id;
        End(old, BrokerOrderStatus.Replaced, at, null);
        foreach (var leg in LegsOf(old).ToArray())
        {
            leg.ParentId = next.Id;
            Adopt(leg);
            Touch(leg);
        }

        legs.Remove(old.Id);
        Touch(next);
    }

    /// <summary>Shares that a new sale may take: what is held less what open sales and the legs of filled entries hold.</summary>
    public Quantity Available(Symbol symbol)
    {
        var held = 0m;
        foreach (var order in Open.Of(symbol))
        {
            if (order.Side == OrderSide.Sell && !SharesWithSibling(order))
            {
                held += order.IsHeld && Find(order.ParentId!) is { } entry ? decimal.Max(0, order.Quantity.Value - entry.Remaining.Value) : order.Remaining.Value;
            }
        }

        return Holdings.Of(symbol).LessAtMost(new Quantity(held));
    }

    /// <summary>Dollars that open buys reserve.</summary>
    public decimal Reserved()
    {
        var dollars = 0m;
        foreach (var order in Open.All)
        {
            dollars += order.Side == OrderSide.Buy ? order.ReservePrice * order.Remaining.Value : 0m;
        }

        return dollars;
    }

    /// <summary>Every order there ever was, in the order they were made.</summary>
    public IEnumerable<SimOrder> All => orders.Values;

    /// <summary>Whether an order is shown under its entry: a leg, unless it was replaced.</summary>
    public static bool IsNested(SimOrder order) => order.ParentId is not null && order.ReplacedBy is null;

    /// <summary>Open orders and those that changed at or after <paramref name="since"/>, in the order they were made; legs nested.</summary>
    public IReadOnlyList<BrokerOrder> View(Instant since)
    {
        openViews ??= [.. Open.All.Select(RootOf).Distinct().OrderBy(root => root.Number).Select(View)];
        var closed = changes.Since(since).Select(View).Where(order => Array.IndexOf(openViews, order) < 0).ToArray();
        return closed.Length == 0 ? openViews : [.. openViews.Concat(closed).OrderBy(order => order.Id, StringComparer.Ordinal)];
    }

    public BrokerOrder View(SimOrder order)
    {
        if (RootOf(order) != order)
        {
            return order.ToBrokerOrder([]);
        }

        return views.TryGetValue(order.Number, out var view)
            ? view
            : views[order.Number] = order.ToBrokerOrder([.. LegsOf(order).Select(leg => leg.ToBrokerOrder([]))]);
    }

    private SimOrder RootOf(SimOrder order) => IsNested(order) && Find(order.ParentId!) is { } parent ? parent : order;

    // Both legs of a bracket hold the same shares: the second one counts for nothing.
    private bool SharesWithSibling(SimOrder order) =>
        order.Leg == BracketLeg.StopLoss && Find(order.ParentId!) is { } entry && LegsOf(entry).Any(other => other != order && other.IsOpen);

    private void Adopt(SimOrder leg)
    {
        if (!legs.TryGetValue(leg.ParentId!, out var siblings))
        {
            legs[leg.ParentId!] = siblings = [];
        }

        siblings.Add(leg);
        siblings.Sort((left, right) => Nullable.Compare(left.Leg, right.Leg));
    }
}
