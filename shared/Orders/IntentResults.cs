using Trading.Brokers;

namespace Trading.Orders;

/// <summary>What became of an intent, as the book has its orders.</summary>
internal static class IntentResults
{
    /// <summary>Whether the broker's answer to an order is known, whatever it was.</summary>
    public static bool IsSettled(this Order order) => order.State is not OrderState.Reserved and not OrderState.Unknown;

    /// <summary>The order as the broker is asked for it.</summary>
    public static OrderTicket ToTicket(this Order order) =>
        new(order.Id, order.Symbol, order.Side, order.Type, order.TimeInForce, order.Quantity, order.LimitPrice, order.StopPrice, order.Bracket);

    /// <summary>The result of an intent whose orders were sent.</summary>
    public static GatewayResult ResultIn(this OrderIntent intent, OrderBookView book)
    {
        var rows = intent.Parts.Select(part => book.Find(part.Id)!).ToList();
        var outcome = rows.Exists(row => !row.IsSettled()) ? GatewayOutcome.Unknown
            : rows.TrueForAll(row => row.State == OrderState.Rejected) ? GatewayOutcome.Rejected
            : GatewayOutcome.Sent;
        var reasons = string.Join("; ", rows.Where(row => row.State is OrderState.Rejected or OrderState.Unknown).Select(row => $"{row.Id} {row.Reason}"));
        var code = outcome switch { GatewayOutcome.Sent => "sent", GatewayOutcome.Rejected => "rejected", _ => "unknown" };
        return new GatewayResult(outcome, code, reasons.Length == 0 ? $"{rows[0].Id} was sent" : reasons, rows);
    }

    /// <summary>The result of an intent that was not sent now.</summary>
    public static GatewayResult ResultIn(this OrderIntent intent, OrderBookView book, GatewayOutcome outcome, string code, string sentence) =>
        new(outcome, code, sentence, [.. intent.Parts.Select(part => book.Find(part.Id)).OfType<Order>()]);
}
