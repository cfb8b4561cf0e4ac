using Trading.Journal;
using Trading.Operations.Invariants;
using Trading.Orders;

namespace Trading.Operations.Inquiry.Chains;

/// <summary>Counts a trade's shares as its events pass, to know whether it is over.</summary>
internal sealed class ChainShares
{
    private readonly Dictionary<string, (bool IsOpen, decimal Filled)> orders = new(StringComparer.Ordinal);
    private readonly HashSet<string> booked = new(StringComparer.Ordinal);
    private decimal bookedShares;

    /// <summary>Shares bought.</summary>
    public decimal Bought { get; private set; }

    /// <summary>Shares sold.</summary>
    public decimal Sold { get; private set; }

    /// <summary>Where the trade stands.</summary>
    public string Status =>
        orders.Count == 0 ? "not_sent"
        : Bought == 0m && Sold == 0m ? "not_filled"
        : IsFlat ? "closed"
        : "open";

    /// <summary>Whether nothing of it can happen any more: all that was bought is sold and booked, or nothing was bought and nothing works.</summary>
    public bool IsOver => orders.Count > 0 && (Bought > 0m ? IsFlat && orders.Values.Sum(order => order.Filled) == bookedShares : orders.Values.All(order => !order.IsOpen));

    private bool IsFlat => Bought == Sold;

    /// <summary>Takes in one event of the trade.</summary>
    public void Take(JournalEvent one)
    {
        if (one.Kind == "fill-booked" && booked.Add(one.Text("fill") ?? string.Empty))
        {
            var shares = one.Number("quantity") ?? 0m;
            (Bought, Sold) = one.Text("side") == nameof(OrderSide.Buy) ? (Bought + shares, Sold) : (Bought, Sold + shares);
            bookedShares += shares;
        }
        else if (one.Kind.StartsWith("order-", StringComparison.Ordinal) && one.Text("id") is { } id && (one.Text("to") ?? one.Text("state")) is { } state)
        {
            var isOpen = state is nameof(OrderState.Reserved) or nameof(OrderState.Unknown) or nameof(OrderState.Submitted) or nameof(OrderState.PartiallyFilled);
            orders[id] = (isOpen, one.Number("filled") ?? 0m);
        }
    }
}
