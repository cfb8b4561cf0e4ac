using Trading.Brokers;
using Trading.Market;
using Api = Alpaca.Markets;

namespace Trading.Adapters.Broker;

/// <summary>Our tickets as the broker's requests: exact decimals on the tick, our id, regular hours only.</summary>
internal static class OrderSender
{
    public static Api.NewOrderRequest Request(OrderTicket ticket)
    {
        var request = new Api.NewOrderRequest(
            ticket.Symbol.ToString(),
            Api.OrderQuantity.Fractional(ticket.Quantity.Value),
            BrokerWords.Side(ticket.Side),
            BrokerWords.Type(ticket.Type),
            BrokerWords.Duration(ticket.TimeInForce))
        {
            ClientOrderId = ticket.ClientOrderId,
            LimitPrice = Dollars(ticket.LimitPrice),
            StopPrice = Dollars(ticket.StopPrice),
            ExtendedHours = false,
        };
        if (ticket.Bracket is { } bracket)
        {
            request.OrderClass = Api.OrderClass.Bracket;
            request.TakeProfitLimitPrice = Dollars(bracket.TakeProfit);
            request.StopLossStopPrice = Dollars(bracket.StopLoss);
        }

        return request;
    }

    public static Api.ChangeOrderRequest Request(Guid order, ReplaceTicket ticket) => new(order)
    {
        ClientOrderId = ticket.ClientOrderId,
        Quantity = ticket.Quantity is { } quantity ? decimal.ToInt64(quantity.Whole.Value) : null,
        LimitPrice = Dollars(ticket.LimitPrice),
        StopPrice = Dollars(ticket.StopPrice),
    };

    private static decimal? Dollars(Price? price) => price?.ToTick().Value;
}
