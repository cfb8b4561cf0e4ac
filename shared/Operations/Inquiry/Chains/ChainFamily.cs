using System.Text;
using Trading.Journal;
using Trading.Operations.Invariants;

namespace Trading.Operations.Inquiry.Chains;

/// <summary>
/// What belongs to one trade: the events of its correlation, and whatever an event links to one of its orders by parent, group, replacement or execution, under
/// whatever correlation it was written. Each order that is found brings in those that hang on it.
/// </summary>
internal sealed class ChainFamily
{
    private static readonly string[] Links = ["id", "parentId", "group", "replaces", "orderId"];
    private readonly HashSet<string> orders = new(StringComparer.Ordinal);
    private readonly List<byte[]> needles = [];

    public ChainFamily(ChainStart start)
    {
        if (start.Order is { } order)
        {
            Add(order);
        }

        Adopt(start.Correlation);
    }

    /// <summary>The correlation; null until the first event tells it.</summary>
    public string? Correlation { get; private set; }

    /// <summary>The orders found so far, in ordinal order.</summary>
    public IReadOnlyList<string> Orders => [.. orders.Order(StringComparer.Ordinal)];

    /// <summary>Whether an order is of the trade.</summary>
    public bool Has(string? id) => id is not null && orders.Contains(id);

    /// <summary>Whether a line may concern the trade: a look at its bytes.</summary>
    public bool Mentions(ReadOnlySpan<byte> line)
    {
        foreach (var needle in needles)
        {
            if (line.IndexOf(needle) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether an event is of the trade; if it is, what it links is too.</summary>
    public bool Takes(JournalEvent one)
    {
        var isOurs = one.Correlation == Correlation || Array.Exists(Links, link => Has(one.Text(link)));
        if (isOurs)
        {
            Learn(one);
        }

        return isOurs;
    }

    private void Learn(JournalEvent one)
    {
        if (one.Kind.StartsWith("order-", StringComparison.Ordinal) && one.Text("id") is { } id)
        {
            Add(id);
            Adopt(Correlation ?? one.Correlation);
        }
        else if (one.Kind == "fill-booked" && one.Text("orderId") is { } filled)
        {
            Add(filled);
        }

        foreach (var leg in one.Kind is "order-submitted" or "order-adopted" && one.Data.TryGetProperty("legs", out var legs) ? legs.EnumerateArray() : default)
        {
            Add(leg.GetProperty("id").GetString()!);
        }
    }

    private void Adopt(string? correlation)
    {
        if (Correlation is null && correlation is not null)
        {
            Correlation = correlation;
            needles.Add(Encoding.UTF8.GetBytes(correlation));
        }
    }

    private void Add(string id)
    {
        if (orders.Add(id))
        {
            needles.Add(Encoding.UTF8.GetBytes(id));
        }
    }
}
