using System.Globalization;
using System.Text.Json.Nodes;
using NodaTime;
using Trading.Brokers;
using Trading.Embedded.Broker;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Orders;
using Trading.Tests.Embedded.Broker;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Embedded.Simulator;

/// <summary>The same requests at the same instants leave the same account, whether they are made in process or over the wire.</summary>
public sealed class SameAccountTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task In_process_and_over_the_wire(int seed)
    {
        var market = new SyntheticMarket((ulong)seed, new(2013, 12, 31), symbols: 3, years: 1);
        var clock = new ManualClock(FakeBars.At("09:31"));
        using var broker = new SimulatedBroker(market, new MemoryStore(), clock, ExchangeCalendar.Nyse, new SimulatedBrokerOptions());
        await using var server = await SimServer.StartAsync(market, options: new() { RequestsPerMinute = 0 });
        var random = new Random(seed);
        var refused = 0;
        for (var step = 0; step < 40; step++)
        {
            refused += await ActAsync(random, step, market, broker, server) ? 0 : 1;
            clock.Advance(Duration.FromMinutes(random.Next(1, 20)));
            await server.PostAsync("/simulator/clock", $$"""{"now":"{{clock.Now}}"}""");
            Assert.Equal(await OfAsync(broker), await OfAsync(server));
        }

        Assert.InRange(refused, 1, 30);
        Assert.NotEmpty(await broker.FillsAsync(Instant.MinValue, None));
    }

    /// <summary>Sends, replaces or cancels the same at both; whether it was taken.</summary>
    private static async Task<bool> ActAsync(Random random, int step, SyntheticMarket market, SimulatedBroker broker, SimServer server)
    {
        var orders = await broker.OrdersAsync(Instant.MinValue, None);
        var (one, other) = random.Next(4) switch
        {
            0 when orders.Count > 0 => await CancelAsync(orders[random.Next(orders.Count)].Id, broker, server),
            1 when orders.Count > 0 => await ReplaceAsync(orders[random.Next(orders.Count)], $"r{step}", broker, server),
            _ => await SubmitAsync(random, $"s{step}", market, broker, server),
        };
        var body = other.IsSuccessStatusCode ? null : await SimServer.ReadAsync(other);
        Assert.Equal(one.Kind == BrokerAnswerKind.Accepted, other.IsSuccessStatusCode);
        Assert.Equal(one.Reason?.Replace(one.Order?.Id ?? "-", string.Empty, StringComparison.Ordinal), (string?)body?["message"]);
        return other.IsSuccessStatusCode;
    }

    private static async Task<(BrokerAnswer One, HttpResponseMessage Other)> CancelAsync(string id, SimulatedBroker broker, SimServer server) =>
        (await broker.CancelAsync(id, None), await server.Client.DeleteAsync($"/v2/orders/{WireIdOf(id)}"));

    private static async Task<(BrokerAnswer One, HttpResponseMessage Other)> ReplaceAsync(BrokerOrder order, string id, SimulatedBroker broker, SimServer server)
    {
        var limit = order.LimitPrice is { } price ? new Price(decimal.Round(price.Value * 1.01m, 2)) : (Price?)null;
        return (
            await broker.ReplaceAsync(order.Id, new ReplaceTicket(id, null, limit, null), None),
            await server.PatchAsync($"/v2/orders/{WireIdOf(order.Id)}", $$"""{"client_order_id":"{{id}}","limit_price":{{(limit is null ? "null" : $"\"{limit}\"")}}}"""));
    }

    private static async Task<(BrokerAnswer One, HttpResponseMessage Other)> SubmitAsync(Random random, string id, SyntheticMarket market, SimulatedBroker broker, SimServer server)
    {
        var symbol = market.Symbols[random.Next(market.Symbols.Count)];
        var last = (decimal)market.Daily(symbol)!.Through(new(2013, 10, 4)).Close[^1];
        var (side, tif) = (random.Next(5) == 0 ? OrderSide.Sell : OrderSide.Buy, random.Next(2) == 0 ? TimeInForce.Day : TimeInForce.Gtc);
        var (limit, profit, stop) = (Price(last, 1.01m), Price(last, 1.03m), Price(last, 0.98m));
        var bracket = random.Next(2) == 0 ? new Bracket(profit, stop) : null;
        var quantity = random.Next(1, 120);
        var extra = bracket is null ? string.Empty : $$$""","order_class":"bracket","take_profit":{"limit_price":{{{profit}}}},"stop_loss":{"stop_price":"{{{stop}}}"}""";
        return (
            await broker.SubmitAsync(new OrderTicket(id, symbol, side, OrderType.Limit, tif, new Quantity(quantity), limit, null, bracket), None),
            await server.PostAsync("/v2/orders", string.Create(CultureInfo.InvariantCulture, $$"""
                {"symbol":"{{symbol}}","qty":"{{quantity}}","side":"{{side.ToString().ToLowerInvariant()}}","type":"limit","limit_price":"{{limit}}",
                 "time_in_force":"{{tif.ToString().ToLowerInvariant()}}","client_order_id":"{{id}}"{{extra}}}
                """)));
    }

    private static async Task<string> OfAsync(SimulatedBroker broker)
    {
        var orders = (await broker.OrdersAsync(Instant.MinValue, None)).SelectMany(order => order.Legs.Prepend(order)).OrderBy(order => order.Id, StringComparer.Ordinal);
        var fills = await broker.FillsAsync(Instant.MinValue, None);
        var account = await broker.AccountAsync(None);
        return string.Join('\n',
            orders.Select(order => Line(WireIdOf(order.Id), order.ClientOrderId, order.Quantity, order.Filled, order.AverageFillPrice, Status(order), order.UpdatedAt, order.ReplacedBy is { } next ? WireIdOf(next) : null))
                .Concat(fills.Select(fill => Line(WireIdOf(fill.OrderId), fill.Side.ToString().ToLowerInvariant(), fill.Quantity, fill.Price.Value.ToString("0.####", CultureInfo.InvariantCulture), fill.At)))
                .Append(Line(account.Cash.ToString("0.####", CultureInfo.InvariantCulture), account.Equity.ToString("0.######", CultureInfo.InvariantCulture))));
    }

    private static async Task<string> OfAsync(SimServer server)
    {
        var orders = (await server.GetAsync("/v2/orders?status=all&nested=true&limit=500")).AsArray()
            .SelectMany(order => (order!["legs"]?.AsArray() ?? []).Prepend(order)).OrderBy(order => (string)order!["id"]!, StringComparer.Ordinal);
        var fills = (await server.GetAsync("/v2/account/activities/FILL?direction=asc")).AsArray();
        var account = await server.GetAsync("/v2/account");
        return string.Join('\n',
            orders.Select(order => Line(order!["id"], order["client_order_id"], order["qty"], order["filled_qty"], Dollars(order["filled_avg_price"]), order["status"]!.ToString().Replace("held", "new", StringComparison.Ordinal), order["updated_at"], order["replaced_by"]))
                .Concat(fills.Select(fill => Line(fill!["order_id"], fill["side"], fill["qty"], fill["price"], fill["transaction_time"])))
                .Append(Line(account["cash"], account["equity"])));
    }

    private static Price Price(decimal last, decimal times) => new(decimal.Round(last * times, 2));

    private static Price? Dollars(JsonNode? text) => text is null ? null : new Price(decimal.Parse((string)text!, CultureInfo.InvariantCulture));

    private static string WireIdOf(string id) => $"01000000-0000-4000-8000-{int.Parse(id.AsSpan(4), CultureInfo.InvariantCulture):x12}";

    // The broker holds a stop where the simulated one works it: to both it rests.
    private static string Status(BrokerOrder order) => order.Status switch
    {
        BrokerOrderStatus.PartiallyFilled => "partially_filled",
        BrokerOrderStatus.Held => "new",
        var status => status.ToString().ToLowerInvariant(),
    };

    private static string Line(params object?[] parts) => string.Join(' ', parts);
}
