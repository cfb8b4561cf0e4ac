using Trading.Brokers;

namespace Trading.Embedded.Broker;

/// <summary>What has changed since the account was last saved, in the order in which it must be written: see <see cref="SimStore"/>.</summary>
internal sealed class SimUnsaved
{
    private readonly SortedDictionary<int, SimOrder> orders = [];
    private readonly List<BrokerFill> fills = [];
    private readonly HashSet<string> filled = new(StringComparer.Ordinal);

    /// <summary>The account's own row has changed, or something else has.</summary>
    public bool Any { get; private set; }

    public IReadOnlyList<BrokerFill> Fills => fills;

    /// <summary>Consequences before their cause: legs before entries, then orders that filled or were replaced.</summary>
    public IEnumerable<SimOrder> Orders => orders.Values.Reverse().OrderBy(order => filled.Contains(order.Id) || order.ReplacedBy is not null);

    public void Add(SimOrder order)
    {
        orders[order.Number] = order;
        Any = true;
    }

    public void Add(BrokerFill fill)
    {
        fills.Add(fill);
        filled.Add(fill.OrderId);
        Any = true;
    }

    public void AddAccount() => Any = true;

    public void Clear()
    {
        orders.Clear();
        fills.Clear();
        filled.Clear();
        Any = false;
    }
}
