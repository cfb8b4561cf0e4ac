using System.Collections.Immutable;
using NodaTime;
using Trading.Market;

namespace Trading.Orders;

/// <summary>One decision to enter that was sent (or written to the dry-run ledger), however many orders it took.</summary>
/// <param name="Group">The decision.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Date">Its trading date.</param>
/// <param name="At">When it was sent, UTC.</param>
/// <param name="Notional">Dollars asked for.</param>
/// <param name="Refused">The broker refused every order of it.</param>
public readonly record struct SentEntry(string Group, Symbol Symbol, LocalDate Date, Instant At, decimal Notional, bool Refused);

/// <summary>The order book at one moment, with the indexes that the checks and the planners walk over. Immutable.</summary>
public sealed class OrderBookView
{
    private static readonly IReadOnlyList<Order> None = [];
    private readonly Dictionary<string, Order> byId;
    private readonly Dictionary<string, Order> byBroker;
    private readonly Dictionary<string, List<Order>> byParent;
    private readonly Dictionary<Symbol, decimal> owned;
    private readonly Dictionary<Symbol, Instant> lastExit;

    internal OrderBookView(IEnumerable<Order> orders)
    {
        Orders = [.. orders.OrderBy(order => order.Id, StringComparer.Ordinal)];
        byId = Orders.ToDictionary(order => order.Id, StringComparer.Ordinal);
        Open = [.. Orders.Where(order => order.IsOpen)];
        OpenBuys = [.. Open.Where(order => order.Side == OrderSide.Buy)];
        FilledBuys = [.. Orders.Where(order => order.Side == OrderSide.Buy && !order.Filled.IsZero)];
        DryRuns = [.. Orders.Where(order => order.State == OrderState.DryRun)];
        byBroker = new Dictionary<string, Order>(StringComparer.Ordinal);
        byParent = new Dictionary<string, List<Order>>(StringComparer.Ordinal);
        owned = [];
        lastExit = [];
        foreach (var order in Orders)
        {
            Index(order);
        }

        Entries = SentEntries();
    }

    /// <summary>A book without orders.</summary>
    public static OrderBookView Empty { get; } = new([]);

    /// <summary>All orders, in ordinal order of their id.</summary>
    public ImmutableArray<Order> Orders { get; }

    /// <summary>The orders that can still trade, as far as we know; ours and others'.</summary>
    public ImmutableArray<Order> Open { get; }

    /// <summary>The buys among <see cref="Open"/>.</summary>
    public ImmutableArray<Order> OpenBuys { get; }

    /// <summary>The buys that have fills, open or not.</summary>
    public ImmutableArray<Order> FilledBuys { get; }

    /// <summary>The orders of the dry-run ledger.</summary>
    public ImmutableArray<Order> DryRuns { get; }

    /// <summary>Our decisions to enter, oldest first.</summary>
    public ImmutableArray<SentEntry> Entries { get; }

    /// <summary>The symbols in which our fills leave shares, in ordinal order.</summary>
    public IEnumerable<Symbol> OwnedSymbols => owned.Where(pair => pair.Value != 0m).Select(pair => pair.Key).Order();

    /// <summary>The order with this id, or null.</summary>
    public Order? Find(string id) => byId.GetValueOrDefault(id);

    /// <summary>The order with this id at the broker, or null.</summary>
    public Order? FindByBroker(string brokerOrderId) => byBroker.GetValueOrDefault(brokerOrderId);

    /// <summary>The legs, replacements of legs and other exits of an entry, in ordinal order of their id.</summary>
    public IReadOnlyList<Order> ExitsOf(string parentId) => byParent.TryGetValue(parentId, out var found) ? found : None;

    /// <summary>Shares bought less shares sold by our own orders that are in the book: what is ours of a position.</summary>
    public decimal Owned(Symbol symbol) => owned.GetValueOrDefault(symbol);

    /// <summary>When one of our sells in a symbol last filled, UTC, or null.</summary>
    public Instant? LastExit(Symbol symbol) => lastExit.TryGetValue(symbol, out var at) ? at : null;

    /// <summary>
    /// Shares of a symbol that sells already claim. The two legs of a bracket share one claim; legs claim nothing before their entry is filled;
    /// a replacement under way and its target are one claim. The order <paramref name="except"/> and its replacement claim nothing.
    /// </summary>
    public Quantity ClaimedBySells(Symbol symbol, string? except = null)
    {
        var sum = Quantity.Zero;
        foreach (var order in Open)
        {
            if (order.Side == OrderSide.Sell && order.Symbol == symbol && Claims(order, except))
            {
                sum += order.Remaining;
            }
        }

        return sum;
    }

    private bool Claims(Order order, string? except)
    {
        if (except is not null && (SameClaim(order, except) || order.Replaces == except) || order.Replaces is { } target && Find(target) is { IsOpen: true })
        {
            return false;
        }

        if (order.Leg is null || order.ParentId is not { } parentId)
        {
            return true;
        }

        return Find(parentId) is not { IsOpen: true } && (order.Leg == BracketLeg.TakeProfit || !HasOpenLeg(parentId, BracketLeg.TakeProfit));
    }

    private bool SameClaim(Order order, string except) =>
        order.Id == except || (order.Leg is not null && Find(except) is { Leg: not null } other && other.ParentId == order.ParentId);

    private bool HasOpenLeg(string parentId, BracketLeg leg)
    {
        var exits = ExitsOf(parentId);
        for (var i = 0; i < exits.Count; i++)
        {
            if (exits[i].IsOpen && exits[i].Leg == leg)
            {
                return true;
            }
        }

        return false;
    }

    private void Index(Order order)
    {
        if (order.BrokerOrderId is { } brokerId)
        {
            byBroker[brokerId] = order;
        }

        if (order.ParentId is { } parentId)
        {
            (byParent.TryGetValue(parentId, out var exits) ? exits : byParent[parentId] = []).Add(order);
        }

        if (order.IsExternal || order.Filled.IsZero)
        {
            return;
        }

        owned[order.Symbol] = owned.GetValueOrDefault(order.Symbol) + (order.Side == OrderSide.Buy ? order.Filled.Value : -order.Filled.Value);
        if (order.Side == OrderSide.Sell && (LastExit(order.Symbol) is not { } last || last < order.UpdatedAt))
        {
            lastExit[order.Symbol] = order.UpdatedAt;
        }
    }

    private ImmutableArray<SentEntry> SentEntries()
    {
        var groups = new Dictionary<string, SentEntry>(StringComparer.Ordinal);
        foreach (var order in Orders)
        {
            if (order.Purpose == OrderPurpose.Entry && !order.IsExternal)
            {
                var price = order.LimitPrice ?? order.StopPrice ?? order.ReferencePrice;
                var notional = price is { } known ? known * order.Quantity : 0m;
                var group = order.Group ?? order.Id;
                var sent = order.SentAt ?? order.CreatedAt;
                var refused = order.State == OrderState.Rejected;
                groups[group] = groups.TryGetValue(group, out var seen)
                    ? seen with { Notional = seen.Notional + notional, At = Instant.Min(seen.At, sent), Refused = seen.Refused && refused }
                    : new SentEntry(group, order.Symbol, order.TradingDate, sent, notional, refused);
            }
        }

        return [.. groups.Values.OrderBy(entry => entry.At).ThenBy(entry => entry.Group, StringComparer.Ordinal)];
    }
}
