using Trading.Brokers;
using Trading.Embedded.Simulator.Http;
using Trading.Embedded.Simulator.Wire;
using Trading.Market;
using Trading.Orders;

namespace Trading.Embedded.Simulator.Broking;

/// <summary>Reads what is asked for into a ticket, or refuses what this exchange does not know.</summary>
internal static class OrderForm
{
    private const decimal Most = 1_000_000_000m;

    /// <param name="asked">The order.</param>
    /// <param name="ownId">The client order id of one that has none.</param>
    public static OrderTicket ToTicket(NewOrderJson asked, string ownId)
    {
        Known(asked.Notional is null, "notional orders are not known to this exchange: give qty");
        Known(asked.ExtendedHours is not true, "extended_hours is not known to this exchange");
        var type = ToType(Given(asked.Type, "type"));
        return new OrderTicket(
            asked.ClientOrderId ?? ownId,
            ToSymbol(Given(asked.Symbol, "symbol")),
            ToSide(Given(asked.Side, "side")),
            type,
            ToTimeInForce(Given(asked.TimeInForce, "time_in_force")),
            ToQuantity(asked.Qty ?? throw SimRefusal.Invalid("qty is required")),
            ToPrice(asked.LimitPrice, "limit_price"),
            ToPrice(asked.StopPrice, "stop_price"),
            ToBracket(asked));
    }

    public static ReplaceTicket ToTicket(ChangeOrderJson asked, string ownId, TimeInForce present)
    {
        Known(asked.Trail is null, "trailing stops are not known to this exchange");
        Known(asked.TimeInForce is null || ToTimeInForce(asked.TimeInForce) == present, "time_in_force cannot be replaced on this exchange");
        return new ReplaceTicket(
            asked.ClientOrderId ?? ownId,
            asked.Qty is { } quantity ? ToQuantity(quantity) : null,
            ToPrice(asked.LimitPrice, "limit_price"),
            ToPrice(asked.StopPrice, "stop_price"));
    }

    private static Bracket? ToBracket(NewOrderJson asked)
    {
        var isBracket = asked.OrderClass switch
        {
            null or "" or "simple" => false,
            "bracket" => true,
            _ => throw SimRefusal.Invalid($"order_class {asked.OrderClass} is not known to this exchange"),
        };
        if (!isBracket)
        {
            Known(asked.TakeProfit is null && asked.StopLoss is null, "simple orders have neither take_profit nor stop_loss");
            return null;
        }

        Known(asked.StopLoss?.LimitPrice is null, "stop_loss.limit_price is not known to this exchange");
        return new Bracket(
            ToPrice(asked.TakeProfit?.LimitPrice, "take_profit.limit_price") ?? throw SimRefusal.Invalid("bracket orders require take_profit.limit_price"),
            ToPrice(asked.StopLoss?.StopPrice, "stop_loss.stop_price") ?? throw SimRefusal.Invalid("bracket orders require stop_loss.stop_price"));
    }

    private static Symbol ToSymbol(string text) => WireId.AssetSymbol(text) ?? throw SimRefusal.Unprocessable($"asset \"{text}\" not found");

    private static Quantity ToQuantity(decimal value) => new(InRange(value, "qty"));

    private static Price? ToPrice(decimal? value, string name) =>
        value is null ? null : new Price(InRange(value.Value, name));

    private static decimal InRange(decimal value, string name) =>
        value <= 0 ? throw SimRefusal.Invalid($"{name} must be > 0") : value <= Most ? value : throw SimRefusal.Invalid($"{name} must be <= {Most}");

    private static OrderSide ToSide(string word) => word switch
    {
        "buy" => OrderSide.Buy,
        "sell" => OrderSide.Sell,
        _ => throw SimRefusal.Invalid($"invalid side: {word}"),
    };

    private static OrderType ToType(string word) => word switch
    {
        "market" => OrderType.Market,
        "limit" => OrderType.Limit,
        "stop" => OrderType.Stop,
        _ => throw SimRefusal.Invalid($"order type {word} is not known to this exchange"),
    };

    private static TimeInForce ToTimeInForce(string word) => word switch
    {
        "day" => TimeInForce.Day,
        "gtc" => TimeInForce.Gtc,
        _ => throw SimRefusal.Invalid($"time_in_force {word} is not known to this exchange"),
    };

    private static string Given(string? text, string name) => string.IsNullOrEmpty(text) ? throw SimRefusal.Invalid($"{name} is required") : text;

    private static void Known(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw SimRefusal.Invalid(otherwise);
        }
    }
}
