using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Tests.Contract;

/// <summary>What every <see cref="IBroker"/> promises. A derived class names the adapter and opens its market, in which it also lets time pass.</summary>
public abstract class BrokerContract
{
    protected static readonly CancellationToken None = CancellationToken.None;

    protected abstract IBroker Broker { get; }

    /// <summary>A symbol that trades near <see cref="Near"/>, with volume for hundreds of shares a minute.</summary>
    protected abstract Symbol Symbol { get; }

    /// <summary>The price the symbol stays within a dollar of.</summary>
    protected abstract decimal Near { get; }

    /// <summary>The present.</summary>
    protected abstract Instant Now { get; }

    /// <summary>Client order ids must be unique for ever: an adapter with a lasting account gives each test its own beginning.</summary>
    protected virtual string Prefix => "contract-";

    /// <summary>Lets minutes pass.</summary>
    protected abstract ValueTask PassAsync(int minutes);

    [Fact]
    public async Task An_order_that_was_never_sent_is_null() => Assert.Null(await Broker.FindAsync(Prefix + "never", None));

    [Trait("Bug", "C3.13")]
    [Fact]
    public async Task Accepted_is_not_filled()
    {
        var answer = await Broker.SubmitAsync(Buy("accepted", 10), None);
        Assert.Equal(BrokerAnswerKind.Accepted, answer.Kind);
        Assert.True(answer.Order!.Filled.IsZero);
        Assert.Equal(Prefix + "accepted", answer.Order.ClientOrderId);
        Assert.Empty(answer.Order.Legs);
    }

    [Fact]
    public async Task A_market_order_fills_and_the_account_shows_it()
    {
        var (before, from) = (await Broker.AccountAsync(None), Now);
        var answer = await Broker.SubmitAsync(Buy("fills", 10), None);
        await PassAsync(3);
        var order = await Broker.FindAsync(Prefix + "fills", None);
        Assert.Equal(answer.Order!.Id, order!.Id);
        Assert.Equal((BrokerOrderStatus.Filled, 10m), (order.Status, order.Filled.Value));
        Assert.InRange(order.AverageFillPrice!.Value.Value, Near - 1, Near + 1);
        var fills = (await Broker.FillsAsync(from, None)).Where(fill => fill.OrderId == order.Id).ToArray();
        Assert.Equal(10m, fills.Sum(fill => fill.Quantity.Value));
        Assert.All(fills, fill => Assert.True(fill.At >= from));
        Assert.Contains(await Broker.PositionsAsync(None), position => position.Symbol == Symbol && position.Quantity >= 10);
        Assert.Equal(before.Cash - fills.Sum(fill => (fill.Price * fill.Quantity) + fill.Fee), (await Broker.AccountAsync(None)).Cash);
    }

    [Trait("Bug", "C2.2")]
    [Fact]
    public async Task A_client_order_id_is_used_once()
    {
        var first = await Broker.SubmitAsync(Buy("twice", 1, limit: Near - 50), None);
        var second = await Broker.SubmitAsync(Buy("twice", 2, limit: Near - 50), None);
        Assert.Equal((BrokerAnswerKind.Duplicate, first.Order!.Id), (second.Kind, second.Order!.Id));
        Assert.Equal(1m, second.Order.Quantity.Value);
        await Broker.CancelAsync(first.Order.Id, None);
        Assert.Equal(BrokerAnswerKind.Duplicate, (await Broker.SubmitAsync(Buy("twice", 1), None)).Kind);
    }

    [Fact]
    public async Task A_sale_of_nothing_is_refused_with_a_reason()
    {
        var answer = await Broker.SubmitAsync(Buy("short", 1) with { Side = OrderSide.Sell }, None);
        Assert.Equal(BrokerAnswerKind.Rejected, answer.Kind);
        Assert.False(string.IsNullOrEmpty(answer.Reason));
    }

    [Fact]
    public async Task An_open_order_is_listed_however_old_and_a_closed_one_since_it_changed()
    {
        var resting = await Broker.SubmitAsync(Buy("resting", 1, limit: Near - 50), None);
        var canceled = await Broker.SubmitAsync(Buy("canceled", 1, limit: Near - 50), None);
        Assert.Equal(BrokerAnswerKind.Accepted, (await Broker.CancelAsync(canceled.Order!.Id, None)).Kind);
        var at = Now;
        Assert.Contains(await Broker.OrdersAsync(at - Duration.FromMinutes(1), None), order => order.Id == canceled.Order.Id && order.Status == BrokerOrderStatus.Canceled);
        await PassAsync(5);
        var later = await Broker.OrdersAsync(at + Duration.FromMinutes(2), None);
        Assert.Contains(later, order => order.Id == resting.Order!.Id);
        Assert.DoesNotContain(later, order => order.Id == canceled.Order.Id);
        Assert.Equal(BrokerAnswerKind.Rejected, (await Broker.CancelAsync(canceled.Order.Id, None)).Kind);
    }

    [Fact]
    public async Task A_brackets_legs_wait_for_the_entry_and_end_together()
    {
        var entry = await Broker.SubmitAsync(Bracket("bracket", 10), None);
        Assert.Equal(2, entry.Order!.Legs.Count);
        Assert.All(entry.Order.Legs, leg => Assert.Equal((BrokerOrderStatus.Held, entry.Order.Id), (leg.Status, leg.ParentId)));
        await PassAsync(3);
        var filled = await Broker.FindAsync(Prefix + "bracket", None);
        Assert.Equal(BrokerOrderStatus.Filled, filled!.Status);
        Assert.Equal([BracketLeg.TakeProfit, BracketLeg.StopLoss], filled.Legs.Select(leg => leg.Leg!.Value).Order());
        Assert.All(filled.Legs, leg => Assert.Equal((BrokerOrderStatus.New, TimeInForce.Gtc, OrderSide.Sell), (leg.Status, leg.TimeInForce, leg.Side)));
        await Broker.CancelAsync(filled.Legs[0].Id, None);
        var ended = await Broker.FindAsync(Prefix + "bracket", None);
        Assert.All(ended!.Legs, leg => Assert.Equal(BrokerOrderStatus.Canceled, leg.Status));
    }

    [Trait("Bug", "C2.6")]
    [Fact]
    public async Task Legs_hold_the_shares()
    {
        await Broker.SubmitAsync(Bracket("holds", 10), None);
        await PassAsync(3);
        var sale = await Broker.SubmitAsync(Buy("sells", 10) with { Side = OrderSide.Sell }, None);
        Assert.Equal(BrokerAnswerKind.Rejected, sale.Kind);
        Assert.Contains("insufficient qty available", sale.Reason);
    }

    [Fact]
    public async Task A_replaced_stop_takes_its_place_in_the_bracket()
    {
        await Broker.SubmitAsync(Bracket("ratchet", 10), None);
        await PassAsync(3);
        var entry = await Broker.FindAsync(Prefix + "ratchet", None);
        var old = entry!.Legs.Single(leg => leg.Leg == BracketLeg.StopLoss);
        var answer = await Broker.ReplaceAsync(old.Id, new ReplaceTicket(Prefix + "ratchet-2", null, null, new Price(Near - 20)), None);
        Assert.Equal(BrokerAnswerKind.Accepted, answer.Kind);
        Assert.NotEqual(old.Id, answer.Order!.Id);
        var now = await Broker.FindAsync(Prefix + "ratchet", None);
        var stop = now!.Legs.Single(leg => leg.Leg == BracketLeg.StopLoss);
        Assert.Equal((answer.Order.Id, Near - 20, entry.Id), (stop.Id, stop.StopPrice!.Value.Value, stop.ParentId));
        var replaced = (await Broker.OrdersAsync(entry.SubmittedAt, None)).Single(order => order.Id == old.Id);
        Assert.Equal((BrokerOrderStatus.Replaced, stop.Id), (replaced.Status, replaced.ReplacedBy));
        Assert.Equal(BrokerAnswerKind.Rejected, (await Broker.ReplaceAsync(old.Id, new ReplaceTicket(Prefix + "ratchet-3", null, null, new Price(Near - 19)), None)).Kind);
    }

    [Fact]
    public async Task The_clock_says_that_the_market_is_open()
    {
        var clock = await Broker.ClockAsync(None);
        Assert.True(clock.IsOpen);
        Assert.True(clock.NextClose > Now && clock.NextOpen > clock.NextClose);
    }

    private OrderTicket Buy(string id, int quantity, decimal? limit = null) => new(
        Prefix + id, Symbol, OrderSide.Buy, limit is null ? OrderType.Market : OrderType.Limit, TimeInForce.Day, new Quantity(quantity), limit is { } at ? new Price(at) : null, null, null);

    private OrderTicket Bracket(string id, int quantity) =>
        Buy(id, quantity) with { TimeInForce = TimeInForce.Gtc, Bracket = new Bracket(new Price(Near + 30), new Price(Near - 30)) };
}
