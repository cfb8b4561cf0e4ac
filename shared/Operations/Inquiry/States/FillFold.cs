using NodaTime;
using Trading.Accounting;
using Trading.Journal;
using Trading.Market;
using Trading.Orders;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations.Inquiry.States;

/// <summary>Reads an execution back from the event that booked it. Pure.</summary>
internal static class FillFold
{
    public const string Kind = "fill-booked";

    /// <exception cref="StorageException">The data is not that of an execution.</exception>
    public static BookedFill Read(JournalEvent one)
    {
        var told = System.Text.Json.JsonSerializer.Deserialize<Told>(one.Data, TradingJson.Options) ?? throw new StorageException($"event {one.Sequence} holds no execution");
        return new BookedFill(
            told.Fill, told.OrderId, told.BrokerOrderId, told.Symbol, told.Side, told.Quantity, told.Price, told.Fee, told.At, NewYork.DateOf(told.At), told.Strategy, one.Correlation, told.External);
    }

    private sealed record Told(
        string Fill, string OrderId, string BrokerOrderId, Symbol Symbol, OrderSide Side, Quantity Quantity, Price Price, decimal Fee, Instant At, string Strategy, bool External);
}
