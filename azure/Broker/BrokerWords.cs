using Trading.Brokers;
using Trading.Orders;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Broker;

/// <summary>The broker's words and ours. A status that we do not know is not guessed at.</summary>
internal static class BrokerWords
{
    public static BrokerOrderStatus Status(Api.OrderStatus status) => status switch
    {
        Api.OrderStatus.New => BrokerOrderStatus.New,
        Api.OrderStatus.Accepted or Api.OrderStatus.AcceptedForBidding => BrokerOrderStatus.Accepted,
        Api.OrderStatus.PendingNew => BrokerOrderStatus.PendingNew,
        Api.OrderStatus.Held => BrokerOrderStatus.Held,
        Api.OrderStatus.PartiallyFilled => BrokerOrderStatus.PartiallyFilled,
        Api.OrderStatus.Filled => BrokerOrderStatus.Filled,
        Api.OrderStatus.DoneForDay => BrokerOrderStatus.DoneForDay,
        Api.OrderStatus.Canceled => BrokerOrderStatus.Canceled,
        Api.OrderStatus.Expired => BrokerOrderStatus.Expired,
        Api.OrderStatus.Replaced => BrokerOrderStatus.Replaced,
        Api.OrderStatus.PendingCancel => BrokerOrderStatus.PendingCancel,
        Api.OrderStatus.PendingReplace => BrokerOrderStatus.PendingReplace,
        Api.OrderStatus.Rejected => BrokerOrderStatus.Rejected,
        Api.OrderStatus.Suspended => BrokerOrderStatus.Suspended,
        Api.OrderStatus.Stopped => BrokerOrderStatus.Stopped,
        Api.OrderStatus.Calculated => BrokerOrderStatus.Calculated,
        _ => throw new BrokerException($"the broker answered the order status '{status}', which is none of an order"),
    };

    public static OrderSide Side(Api.OrderSide side) => side == Api.OrderSide.Buy ? OrderSide.Buy : OrderSide.Sell;

    public static Api.OrderSide Side(OrderSide side) => side == OrderSide.Buy ? Api.OrderSide.Buy : Api.OrderSide.Sell;

    /// <summary>Types that we never send are others' orders, shown as what they are most like: whatever waits for a price is a stop.</summary>
    public static OrderType Type(Api.OrderType type) => type switch
    {
        Api.OrderType.Market => OrderType.Market,
        Api.OrderType.Limit => OrderType.Limit,
        _ => OrderType.Stop,
    };

    public static Api.OrderType Type(OrderType type) => type switch
    {
        OrderType.Market => Api.OrderType.Market,
        OrderType.Limit => Api.OrderType.Limit,
        OrderType.Stop => Api.OrderType.Stop,
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, null),
    };

    /// <summary>What others send at the open, at the close or at once is gone by the evening.</summary>
    public static TimeInForce Duration(Api.TimeInForce duration) => duration == Api.TimeInForce.Gtc ? TimeInForce.Gtc : TimeInForce.Day;

    public static Api.TimeInForce Duration(TimeInForce duration) => duration switch
    {
        TimeInForce.Day => Api.TimeInForce.Day,
        TimeInForce.Gtc => Api.TimeInForce.Gtc,
        _ => throw new ArgumentOutOfRangeException(nameof(duration), duration, null),
    };
}
