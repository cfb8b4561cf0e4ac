using Trading.Brokers;
using Trading.Orders;
using static Trading.Tests.Embedded.Broker.SimDay;

namespace Trading.Tests.Embedded.Broker;

public sealed class SessionTests
{
    [Fact]
    public async Task A_day_order_expires_at_the_close_and_keeps_its_fills()
    {
        using var day = new SimDay("15:58");
        day.Bars.Add("15:59", 50, 51, 49, 50, 300).Add("09:30", 50, 51, 49, 50, 1e6m, day: 1);
        await day.SendAsync(Buy("b", 100));
        day.At("16:00");
        var order = await day.OrderAsync("b");
        Assert.Equal((BrokerOrderStatus.Expired, 30m, FakeBars.At("16:00")), (order.Status, order.Filled.Value, order.UpdatedAt));
        day.At("10:00", day: 1);
        Assert.Equal(30m, await day.HeldAsync());
    }

    [Fact]
    public async Task An_expired_entry_takes_its_legs_along()
    {
        using var day = new SimDay("15:58");
        day.Bars.Add("15:59", 50, 51, 49, 50, 300);
        await day.SendAsync(Bracket("e", 100, 50, 55, 45, TimeInForce.Day));
        day.At("16:00");
        var entry = await day.OrderAsync("e");
        Assert.Equal(BrokerOrderStatus.Expired, entry.Status);
        Assert.All(entry.Legs, leg => Assert.Equal(BrokerOrderStatus.Canceled, leg.Status));
    }

    [Fact]
    public async Task Legs_good_till_canceled_protect_overnight()
    {
        using var day = new SimDay("15:58");
        day.Bars.Add("15:59", 50, 51, 49, 50).Add("09:30", 40, 41, 39, 40, day: 1);
        await day.SendAsync(Bracket("e", 100, 50, 55, 45));
        day.At("16:30");
        Assert.All((await day.OrderAsync("e")).Legs, leg => Assert.Equal(BrokerOrderStatus.New, leg.Status));
        day.At("09:31", day: 1);
        Assert.Equal(40m, (await day.OrderAsync("e")).Legs[1].AverageFillPrice!.Value.Value);
    }

    [Trait("Bug", "C3.18")]
    [Fact]
    public async Task Day_legs_end_at_the_close()
    {
        using var day = new SimDay("15:58");
        day.Bars.Add("15:59", 50, 51, 49, 50);
        await day.SendAsync(Bracket("e", 100, 50, 55, 45, TimeInForce.Day));
        day.At("16:00");
        Assert.Equal(BrokerOrderStatus.Filled, (await day.OrderAsync("e")).Status);
        Assert.All((await day.OrderAsync("e")).Legs, leg => Assert.Equal(BrokerOrderStatus.Expired, leg.Status));
    }

    [Fact]
    public async Task An_order_sent_while_closed_waits_for_the_next_session()
    {
        using var day = new SimDay("16:00");
        day.Bars.Add("09:30", 52, 53, 51, 52, day: 1).Add("15:59", 10, 11, 9, 10);
        var sent = await day.SendAsync(Buy("b", 10));
        Assert.Equal(BrokerOrderStatus.Accepted, sent.Order!.Status);
        day.At("09:30", day: 1);
        Assert.Equal((BrokerOrderStatus.New, FakeBars.At("09:30", 1)), ((await day.OrderAsync("b")).Status, (await day.OrderAsync("b")).UpdatedAt));
        day.At("09:31", day: 1);
        Assert.Equal(52m, (await day.OrderAsync("b")).AverageFillPrice!.Value.Value);
    }

    [Fact]
    public async Task Nothing_matches_outside_the_session()
    {
        using var day = new SimDay("16:00");
        day.Bars.Add("16:01", 50, 51, 49, 50).Add("09:00", 50, 51, 49, 50, day: 1);
        await day.SendAsync(Buy("b", 10, tif: TimeInForce.Gtc));
        day.At("09:30", day: 1);
        Assert.Empty(await day.FillsAsync());
    }

    [Fact]
    public async Task A_weekend_passes_in_one_step()
    {
        using var day = new SimDay("15:58");
        day.Bars.Add("10:00", 45, 46, 44, 45, day: 7);
        await day.SendAsync(Buy("gtc", 10, limit: 45, tif: TimeInForce.Gtc));
        await day.SendAsync(Buy("day", 10, limit: 45));
        day.At("10:30", day: 7);
        Assert.Equal((BrokerOrderStatus.Filled, BrokerOrderStatus.Expired), ((await day.OrderAsync("gtc")).Status, (await day.OrderAsync("day")).Status));
    }

    [Fact]
    public async Task The_market_clock_knows_holidays_and_early_closes()
    {
        using var day = new SimDay();
        day.At("09:29", day: 53); // the day after Thanksgiving 2013 closes at 13:00
        var clock = await day.Broker.ClockAsync(CancellationToken.None);
        Assert.Equal((false, FakeBars.At("09:30", 53), FakeBars.At("13:00", 53)), (clock.IsOpen, clock.NextOpen, clock.NextClose));
        day.At("12:59", day: 53);
        clock = await day.Broker.ClockAsync(CancellationToken.None);
        Assert.Equal((true, FakeBars.At("09:30", 56), FakeBars.At("13:00", 53)), (clock.IsOpen, clock.NextOpen, clock.NextClose));
    }
}
