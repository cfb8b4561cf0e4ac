using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Embedded.Broker;

/// <summary>Why an order is refused, in words like the broker's; null when it is taken.</summary>
internal sealed class SimRules(SimBook book, Func<Instant, decimal> buyingPower)
{
    private const int LongestClientId = 128;
    private const decimal LeastDistance = 0.01m;

    public static string? CheckClientId(string id) =>
        id.Length is >= 1 and <= LongestClientId ? null : "client_order_id must be 1 to 128 characters long";

    /// <param name="ticket">The order asked for.</param>
    /// <param name="last">The last price, or null when the symbol is unknown.</param>
    /// <param name="reserve">Dollars a share that it would reserve.</param>
    /// <param name="now">The present instant.</param>
    public string? Check(OrderTicket ticket, Price? last, decimal reserve, Instant now) =>
        CheckClientId(ticket.ClientOrderId)
        ?? CheckQuantity(ticket.Quantity)
        ?? CheckPrices(ticket.Type, ticket.LimitPrice, ticket.StopPrice)
        ?? (last is null ? $"asset \"{ticket.Symbol}\" not found" : null)
        ?? CheckBracket(ticket, last!.Value)
        ?? (ticket.Side == OrderSide.Sell ? CheckShares(ticket.Symbol, ticket.Quantity) : CheckBuyingPower(reserve * ticket.Quantity.Value, now));

    /// <summary>Of an order that shall take the place of <paramref name="old"/>, which is open.</summary>
    public string? CheckReplacement(SimOrder old, SimOrder next, Instant now)
    {
        if (old.Leg is not null && next.Quantity != old.Remaining)
        {
            return "qty of a bracket's leg cannot be replaced";
        }

        return CheckQuantity(next.Quantity)
            ?? CheckPrices(next.Type, next.LimitPrice, next.StopPrice)
            ?? CheckPlace(next, old)
            ?? (next.Side == OrderSide.Buy
                ? CheckBuyingPower((next.ReservePrice * next.Quantity.Value) - (old.ReservePrice * old.Remaining.Value), now)
                : CheckShares(next.Symbol, next.Quantity.LessAtMost(old.Remaining)));
    }

    private static string? CheckQuantity(Quantity quantity) => quantity switch
    {
        { IsZero: true } => "qty must be > 0",
        { IsWhole: false } => "qty must be a whole number of shares",
        _ => null,
    };

    private static string? CheckPrices(OrderType type, Price? limit, Price? stop) => (type, limit, stop) switch
    {
        (OrderType.Limit, null, _) => "limit orders require limit_price",
        (OrderType.Stop, _, null) => "stop orders require stop_price",
        (not OrderType.Limit, not null, _) => "only limit orders have limit_price",
        (not OrderType.Stop, _, not null) => "only stop orders have stop_price",
        _ => CheckTick(limit, "limit_price") ?? CheckTick(stop, "stop_price"),
    };

    private static string? CheckTick(Price? price, string name) =>
        price is { } given && given.Value % given.Tick != 0 ? $"invalid {name} {given.Value}: sub-penny increment does not fulfill minimum pricing criteria" : null;

    private static string? CheckBracket(decimal basePrice, Price? takeProfit, Price? stopLoss)
    {
        if (takeProfit is { } profit && profit.Value < basePrice + LeastDistance)
        {
            return $"bracket orders must have take_profit.limit_price >= base_price + 0.01 (take profit: {profit}, base: {basePrice})";
        }

        return stopLoss is { } stop && stop.Value > basePrice - LeastDistance
            ? $"bracket orders must have stop_loss.stop_price <= base_price - 0.01 (stop: {stop}, base: {basePrice})"
            : null;
    }

    private static string? CheckBracket(OrderTicket ticket, Price last) => ticket switch
    {
        { Bracket: null } => null,
        { Side: OrderSide.Sell } => "bracket orders must be entry orders",
        _ => CheckTick(ticket.Bracket.TakeProfit, "take_profit.limit_price")
            ?? CheckTick(ticket.Bracket.StopLoss, "stop_loss.stop_price")
            ?? CheckBracket((ticket.LimitPrice ?? ticket.StopPrice ?? last).Value, ticket.Bracket.TakeProfit, ticket.Bracket.StopLoss),
    };

    private string? CheckPlace(SimOrder next, SimOrder old)
    {
        if (next.Leg is null)
        {
            var legs = book.LegsOf(old);
            return legs.Count == 0 || (next.LimitPrice ?? next.StopPrice) is not { } price
                ? null
                : CheckBracket(price.Value, legs[0].LimitPrice, legs[1].StopPrice);
        }

        var sibling = book.LegsOf(book.Find(old.ParentId!)!).FirstOrDefault(leg => leg != old);
        var (profit, stop) = next.Leg == BracketLeg.TakeProfit ? (next.LimitPrice, sibling?.StopPrice) : (sibling?.LimitPrice, next.StopPrice);
        return profit is { } high && stop is { } low && low.Value > high.Value - LeastDistance ? "bracket orders must have stop_loss.stop_price below take_profit.limit_price" : null;
    }

    private string? CheckShares(Symbol symbol, Quantity quantity)
    {
        if (quantity > book.Holdings.Of(symbol))
        {
            return "account is not allowed to short";
        }

        var available = book.Available(symbol);
        return quantity > available ? $"insufficient qty available for order (requested: {quantity}, available: {available})" : null;
    }

    private string? CheckBuyingPower(decimal dollars, Instant now) =>
        dollars > 0 && dollars > buyingPower(now) ? $"insufficient buying power (requested: {dollars:0.00}, available: {buyingPower(now):0.00})" : null;
}
