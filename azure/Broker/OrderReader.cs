using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Broker;

/// <summary>One order of the broker in our terms.</summary>
internal static class OrderReader
{
    /// <param name="order">The broker's.</param>
    /// <param name="parent">Of a leg: its entry.</param>
    /// <param name="legs">Its legs as they stand.</param>
    /// <exception cref="BrokerException">It says something that we cannot represent.</exception>
    public static BrokerOrder Read(Api.IOrder order, Api.IOrder? parent, IReadOnlyList<BrokerOrder> legs)
    {
        var submitted = At(order.SubmittedAtUtc ?? order.CreatedAtUtc) ?? throw new BrokerException($"the broker gave order {order.OrderId} no time of submission");
        return new BrokerOrder(
            IdOf(order.OrderId),
            order.ClientOrderId ?? IdOf(order.OrderId),
            parent is null ? null : IdOf(parent.OrderId),
            parent is null ? null : order.OrderType == Api.OrderType.Limit ? BracketLeg.TakeProfit : BracketLeg.StopLoss,
            SymbolOf(order.Symbol),
            BrokerWords.Side(order.OrderSide),
            BrokerWords.Type(order.OrderType),
            BrokerWords.Duration(order.TimeInForce),
            new Quantity(order.Quantity ?? order.FilledQuantity),
            new Quantity(order.FilledQuantity),
            PriceOf(order.AverageFillPrice),
            PriceOf(order.LimitPrice),
            PriceOf(order.StopPrice),
            StatusOf(order, parent),
            submitted,
            At(order.UpdatedAtUtc) ?? submitted,
            order.ReplacedByOrderId is { } next ? IdOf(next) : null,
            null,
            legs);
    }

    public static string IdOf(Guid id) => id.ToString("D");

    /// <summary>A symbol of shares; other things cannot be counted here, and what is not counted would look like room.</summary>
    public static Symbol SymbolOf(string text) => Symbol.TryParse(text, out var symbol)
        ? symbol
        : throw new BrokerException($"the account holds or trades '{text}', which is not a share: use an account of its own for it");

    public static Instant? At(DateTime? utc) => utc is { } time ? Instant.FromDateTimeUtc(DateTime.SpecifyKind(time, DateTimeKind.Utc)) : null;

    // The broker goes on to call a stop held while the target works on the same shares; once the entry has filled, it protects them all the same.
    private static BrokerOrderStatus StatusOf(Api.IOrder order, Api.IOrder? parent) =>
        order.OrderStatus == Api.OrderStatus.Held && parent is { OrderStatus: Api.OrderStatus.Filled } ? BrokerOrderStatus.New : BrokerWords.Status(order.OrderStatus);

    private static Price? PriceOf(decimal? dollars) => dollars is > 0 ? new Price(dollars.Value) : null;
}
