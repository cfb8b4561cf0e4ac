using NodaTime;
using Trading.Market;

namespace Trading.Orders;

/// <summary>The keys of rows that are not named by a client order id of ours, and the choice of the next id.</summary>
public static class OrderKeys
{
    /// <summary>The strategy under which orders of others are kept.</summary>
    public const string External = "external";

    /// <summary>The key of a bracket's leg: the entry's with <c>.take-profit</c> or <c>.stop-loss</c>.</summary>
    public static string OfLeg(string parentId, BracketLeg leg) => parentId + (leg == BracketLeg.TakeProfit ? ".take-profit" : ".stop-loss");

    /// <summary>The key of somebody else's order.</summary>
    public static string OfExternal(string brokerOrderId) => "external-" + brokerOrderId;

    /// <summary>The next free client order id of its kind: one after the highest sequence in the book.</summary>
    public static ClientOrderId NextId(OrderBookView book, LocalDate date, string strategy, Symbol symbol, OrderSide side)
    {
        var id = new ClientOrderId(date, strategy, symbol, side, 1);
        while (book.Find(id.ToString()) is not null)
        {
            id = id.Next();
        }

        return id;
    }
}
