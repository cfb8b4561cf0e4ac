using Trading.Brokers;
using Trading.Market;
using Trading.Orders;
using static Trading.Tests.Embedded.Broker.SimDay;

namespace Trading.Tests.Embedded.Broker;

public sealed class BracketTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Fact]
    public async Task Legs_wait_until_the_entry_is_filled_to_the_last_share()
    {
        using var day = new SimDay();
        day.Bars.Add("09:30", 50, 60, 40, 50, 500).Add("09:31", 50, 60, 40, 50, 500).Add("09:32", 50, 50.5m, 49.5m, 50, 500);
        await day.SendAsync(Bracket("e", 100, null, 120, 45));
        day.At("09:31");
        var part = await day.OrderAsync("e");
        Assert.Equal((BrokerOrderStatus.PartiallyFilled, 50m), (part.Status, part.Filled.Value));
        Assert.All(part.Legs, leg => Assert.Equal(BrokerOrderStatus.Held, leg.Status));
        day.At("09:33");
        var filled = await day.OrderAsync("e");
        Assert.Equal(BrokerOrderStatus.Filled, filled.Status);
        Assert.All(filled.Legs, leg => Assert.Equal((BrokerOrderStatus.New, 100m, FakeBars.At("09:32")), (leg.Status, leg.Quantity.Value, leg.UpdatedAt)));
        Assert.Equal(100m, await day.HeldAsync());
    }

    [Fact]
    public async Task A_minute_that_touches_both_legs_fills_the_stop()
    {
        using var day = await FilledAsync(100, 55, 45);
        day.Bars.Add("09:31", 50, 56, 44, 50);
        day.At("09:32");
        var entry = await day.OrderAsync("e");
        Assert.Equal((BrokerOrderStatus.Canceled, 0m), (entry.Legs[0].Status, entry.Legs[0].Filled.Value));
        Assert.Equal((BrokerOrderStatus.Filled, 45m), (entry.Legs[1].Status, entry.Legs[1].AverageFillPrice!.Value.Value));
        Assert.Equal(0m, await day.HeldAsync());
    }

    [Fact]
    public async Task A_part_of_one_leg_leaves_the_other_the_same_open_shares()
    {
        using var day = await FilledAsync(100, 55, 45);
        day.Bars.Add("09:31", 55, 56, 54, 55, 300).Add("09:32", 46, 46, 44, 45, 1e6m);
        day.At("09:32");
        var part = await day.OrderAsync("e");
        Assert.Equal((30m, BrokerOrderStatus.PartiallyFilled), (part.Legs[0].Filled.Value, part.Legs[0].Status));
        Assert.Equal((70m, BrokerOrderStatus.New), (part.Legs[1].Quantity.Value, part.Legs[1].Status));
        day.At("09:33");
        var done = await day.OrderAsync("e");
        Assert.Equal((70m, BrokerOrderStatus.Filled), (done.Legs[1].Filled.Value, done.Legs[1].Status));
        Assert.Equal((30m, BrokerOrderStatus.Canceled), (done.Legs[0].Filled.Value, done.Legs[0].Status));
        Assert.Equal(0m, await day.HeldAsync());
    }

    [Trait("Bug", "C3.15")]
    [Fact]
    public async Task An_entry_canceled_after_a_part_takes_its_legs_along_and_leaves_the_shares_bare()
    {
        using var day = new SimDay();
        day.Bars.Add("09:30", 50, 51, 49, 50, 300);
        var sent = await day.SendAsync(Bracket("e", 100, 50, 55, 45));
        day.At("09:31");
        Assert.Equal(BrokerAnswerKind.Accepted, (await day.Broker.CancelAsync(sent.Order!.Id, None)).Kind);
        var entry = await day.OrderAsync("e");
        Assert.Equal((BrokerOrderStatus.Canceled, 30m), (entry.Status, entry.Filled.Value));
        Assert.All(entry.Legs, leg => Assert.Equal(BrokerOrderStatus.Canceled, leg.Status));
        Assert.Equal(30m, await day.HeldAsync());
        Assert.Equal(BrokerAnswerKind.Accepted, (await day.SendAsync(Sell("out", 30))).Kind);
    }

    [Fact]
    public async Task Canceling_a_leg_cancels_the_other_and_frees_the_shares()
    {
        using var day = await FilledAsync(100, 55, 45);
        var refused = await day.SendAsync(Sell("out", 1));
        Assert.Equal("insufficient qty available for order (requested: 1, available: 0)", refused.Reason);
        await day.Broker.CancelAsync((await day.OrderAsync("e")).Legs[0].Id, None);
        Assert.All((await day.OrderAsync("e")).Legs, leg => Assert.Equal(BrokerOrderStatus.Canceled, leg.Status));
        Assert.Equal(BrokerAnswerKind.Accepted, (await day.SendAsync(Sell("out2", 100))).Kind);
    }

    [Fact]
    public async Task Shares_of_a_partly_filled_entry_are_held_for_its_legs()
    {
        using var day = new SimDay();
        day.Bars.Add("09:30", 50, 51, 49, 50, 300).Add("09:31", 50, 51, 49, 50, 1e6m);
        await day.SendAsync(Bracket("e", 100, 50, 55, 45));
        day.At("09:31");
        Assert.Equal("insufficient qty available for order (requested: 30, available: 0)", (await day.SendAsync(Sell("out", 30))).Reason);
        day.At("09:32");
        Assert.Equal("insufficient qty available for order (requested: 100, available: 0)", (await day.SendAsync(Sell("out2", 100))).Reason);
    }

    [Fact]
    public async Task Half_and_half_brackets_exit_on_their_own()
    {
        using var day = new SimDay();
        day.Bars.Add("09:30", 50, 51, 49, 50).Add("09:31", 54, 56, 53, 55).Add("09:32", 50, 50, 44, 45);
        await day.SendAsync(Bracket("r1", 50, 50, 55, 45));
        await day.SendAsync(Bracket("r2", 50, 50, 60, 45));
        day.At("09:33");
        Assert.Equal([(50m, 50m), (50m, 50m), (50m, 55m), (50m, 45m)], (await day.FillsAsync()).Select(x => (x.Quantity.Value, x.Price.Value)));
        Assert.Equal((0m, BrokerOrderStatus.Filled), (await day.HeldAsync(), (await day.OrderAsync("r1")).Legs[0].Status));
    }

    [Fact]
    public async Task A_replaced_stop_works_in_the_old_ones_place()
    {
        using var day = await FilledAsync(100, 55, 45);
        var old = (await day.OrderAsync("e")).Legs[1];
        var next = await day.Broker.ReplaceAsync(old.Id, new ReplaceTicket("ratchet", null, null, new Price(48)), None);
        Assert.Equal((BrokerAnswerKind.Accepted, old.ParentId, BracketLeg.StopLoss), (next.Kind, next.Order!.ParentId, next.Order.Leg!.Value));
        Assert.Equal(BrokerAnswerKind.Duplicate, (await day.Broker.ReplaceAsync(old.Id, new ReplaceTicket("ratchet", null, null, new Price(48)), None)).Kind);
        Assert.Equal("client_order_id must be unique", (await day.Broker.ReplaceAsync(next.Order.Id, new ReplaceTicket("e", null, null, new Price(49)), None)).Reason);
        day.Bars.Add("09:31", 50, 50, 47, 47);
        day.At("09:32");
        var entry = await day.OrderAsync("e");
        Assert.Equal((next.Order.Id, BrokerOrderStatus.Filled, 48m), (entry.Legs[1].Id, entry.Legs[1].Status, entry.Legs[1].AverageFillPrice!.Value.Value));
        Assert.Equal(BrokerOrderStatus.Canceled, entry.Legs[0].Status);
        Assert.Equal((BrokerOrderStatus.Replaced, next.Order.Id), ((await day.OrderAsync(old.ClientOrderId)).Status, (await day.OrderAsync(old.ClientOrderId)).ReplacedBy));
        Assert.Equal("order is already in \"Filled\" state", (await day.Broker.ReplaceAsync(next.Order.Id, new ReplaceTicket("late", null, null, new Price(49)), None)).Reason);
    }

    [Fact]
    public async Task A_stop_is_not_replaced_above_the_take_profit_nor_off_the_tick_nor_in_size()
    {
        using var day = await FilledAsync(100, 55, 45);
        var stop = (await day.OrderAsync("e")).Legs[1];
        Assert.Equal("bracket orders must have stop_loss.stop_price below take_profit.limit_price", (await ReplaceAsync(day, stop, null, 55)).Reason);
        Assert.StartsWith("invalid stop_price 48.001", (await ReplaceAsync(day, stop, null, 48.001m)).Reason);
        Assert.Equal("qty of a bracket's leg cannot be replaced", (await ReplaceAsync(day, stop, 50, 48)).Reason);
        Assert.Equal(BrokerOrderStatus.New, (await day.OrderAsync("e")).Legs[1].Status);
    }

    [Fact]
    public async Task A_partly_filled_entry_that_is_replaced_keeps_its_fills_and_its_bracket()
    {
        using var day = new SimDay();
        day.Bars.Add("09:30", 50, 51, 49, 50, 300).Add("09:31", 50.5m, 51, 50.2m, 50.5m, 1e6m).Add("09:32", 50.5m, 60, 50, 55);
        var sent = await day.SendAsync(Bracket("e", 100, 50, 55, 45));
        day.At("09:31");
        var next = await day.Broker.ReplaceAsync(sent.Order!.Id, new ReplaceTicket("e-2", new Quantity(120), new Price(51), null), None);
        Assert.Equal((90m, 2), (next.Order!.Quantity.Value, next.Order.Legs.Count));
        Assert.All(next.Order.Legs, leg => Assert.Equal((next.Order.Id, 120m, BrokerOrderStatus.Held), (leg.ParentId, leg.Quantity.Value, leg.Status)));
        Assert.Equal((BrokerOrderStatus.Replaced, 30m, 0), await StateAsync(day, "e"));
        day.At("09:33");
        Assert.Equal((BrokerOrderStatus.Filled, 90m, 2), await StateAsync(day, "e-2"));
        Assert.Equal([30m, 90m, 120m], (await day.FillsAsync()).Select(x => x.Quantity.Value));
        Assert.Equal(0m, await day.HeldAsync());
    }

    private static async Task<(BrokerOrderStatus Status, decimal Filled, int Legs)> StateAsync(SimDay day, string id)
    {
        var order = await day.OrderAsync(id);
        return (order.Status, order.Filled.Value, order.Legs.Count);
    }

    private static async Task<BrokerAnswer> ReplaceAsync(SimDay day, BrokerOrder order, int? quantity, decimal stop) =>
        await day.Broker.ReplaceAsync(order.Id, new ReplaceTicket("new", quantity is { } q ? new Quantity(q) : null, null, new Price(stop)), None);

    private static async Task<SimDay> FilledAsync(int quantity, decimal profit, decimal stop)
    {
        var day = new SimDay();
        day.Bars.Add("09:30", 50, 50.5m, 49.5m, 50);
        await day.SendAsync(Bracket("e", quantity, 50, profit, stop));
        day.At("09:31");
        Assert.Equal(quantity, await day.HeldAsync());
        return day;
    }
}
