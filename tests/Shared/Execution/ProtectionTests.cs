using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Market;
using Trading.Orders;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Execution;

/// <summary>No share of ours is without a stop for longer than it must be, and never without somebody being told.</summary>
public sealed class ProtectionTests
{
    private const string First = "20131007-swing-AIG-buy-1";
    private const string Second = "20131007-swing-AIG-buy-2";

    [Fact]
    [Trait("Bug", "C3.15")]
    public async Task Shares_that_arrive_after_the_stop_was_sent_get_a_stop_too()
    {
        using var desk = await BareAsync(4);
        await desk.RunAsync();
        desk.Broker.Set(desk.Broker.ByClient(First) with { Filled = new Quantity(6) });
        desk.Broker.Hold(Desk.Aig, 6, 50);

        var report = await desk.RunAsync();

        Assert.Equal(["stop"], report.Actions.Select(action => action.What));
        Assert.Equal((OrderType.Stop, 2m, new Price(48m)), Facts(desk.Broker.ByClient("20131007-swing-AIG-sell-2")));
        Assert.Equal(6m, desk.Book.ClaimedBySells(Desk.Aig).Value);
        Assert.Empty((await desk.RunAsync()).Actions);
    }

    [Fact]
    public async Task Two_stops_of_one_lot_both_rise()
    {
        using var desk = await BareAsync(4);
        await desk.RunAsync();
        desk.Broker.Set(desk.Broker.ByClient(First) with { Filled = new Quantity(6) });
        desk.Broker.Hold(Desk.Aig, 6, 50);
        await desk.RunAsync();
        desk.Market.Daily[Desk.Aig] = SwingLow(48.8);
        desk.Market.Prices[Desk.Aig] = 51m;
        desk.Desk.Clock.Advance(Duration.FromHours(24));

        await desk.RunAsync();
        await desk.RunAsync();

        Assert.Equal([48.7m, 48.7m], desk.Book.Open.Where(order => order.Type == OrderType.Stop && order.ParentId == First).Select(order => order.StopPrice!.Value.Value));
        Assert.Empty((await desk.RunAsync()).Actions);
    }

    [Fact]
    public async Task An_entry_that_fills_share_by_share_does_not_go_without_a_stop_for_ever()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        for (var i = 0; i < 3; i++)
        {
            desk.Broker.Fill(desk.Broker.ByClient(First), 1, 50m);
            await desk.RunAsync();
            desk.Desk.Clock.Advance(Duration.FromSeconds(75));
        }

        Assert.Equal(OrderState.Canceled, desk.Book.Find(First)!.State);
        Assert.Equal(3m, desk.Book.ClaimedBySells(Desk.Aig).Value);
    }

    [Fact]
    public async Task A_refused_replacement_does_not_delay_the_stop_of_shares_that_lost_their_legs()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        desk.Market.Daily[Desk.Aig] = SwingLow(48.8);
        desk.Market.Prices[Desk.Aig] = 51m;
        desk.Broker.Moods.Enqueue(BrokerMood.Refuses);
        desk.Broker.Moods.Enqueue(BrokerMood.Refuses);
        await desk.RunAsync();
        await desk.Broker.CancelAsync(desk.Broker.Leg(First, BracketLeg.StopLoss).Id, default);

        var report = await desk.RunAsync();

        Assert.Equal(["stop"], report.Actions.Select(action => action.What));
        Assert.Equal(26m, desk.Book.ClaimedBySells(Desk.Aig).Value);
    }

    [Fact]
    public async Task A_refused_stop_is_told_and_tried_again_within_a_minute()
    {
        using var desk = await BareAsync(4);
        desk.Broker.Moods.Enqueue(BrokerMood.Takes);
        desk.Broker.Moods.Enqueue(BrokerMood.Refuses);

        Assert.Equal(["cancel", "stop"], (await desk.RunAsync()).Actions.Select(action => action.What));
        Assert.Equal("AIG", Assert.Single(desk.Desk.Notifier.Told, alert => alert.Code == "position-unprotected").Subject);
        Assert.Empty((await desk.RunAsync()).Actions);
        desk.Desk.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(1, (await desk.RunAsync()).Submitted);
        Assert.Equal(4m, desk.Book.ClaimedBySells(Desk.Aig).Value);
    }

    [Fact]
    public async Task Shares_that_halt_all_leaves_without_a_stop_are_told()
    {
        using var desk = await BareAsync(4);
        await desk.Desk.Kill.EscalateAsync(KillMode.HaltAll, "http", "anna", "test", default);

        var report = await desk.RunAsync();

        Assert.Equal(1, report.Blocks["kill_switch"]);
        Assert.Equal(OrderState.Canceled, desk.Book.Find(First)!.State);
        Assert.Contains(desk.Desk.Notifier.Told, alert => alert is { Code: "position-unprotected", Subject: "AIG" });
    }

    [Fact]
    public async Task What_is_left_after_somebody_sold_by_hand_gets_its_stop()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        await desk.RunAsync();
        await desk.Broker.CancelAsync(desk.Broker.Leg(First, BracketLeg.StopLoss).Id, default);
        await desk.Broker.CancelAsync(desk.Broker.Leg(Second, BracketLeg.StopLoss).Id, default);
        desk.Broker.Hold(Desk.Aig, 20, 50);

        await desk.RunAsync();

        Assert.Equal([13m, 7m], desk.Broker.All.Where(order => order is { ParentId: null, Type: OrderType.Stop }).Select(order => order.Quantity.Value));
        Assert.Contains(desk.Desk.Notifier.Told, alert => alert.Code == "position-missing");
    }

    [Fact]
    public async Task A_take_profit_whose_stop_is_gone_is_told_and_sells_when_the_stops_price_trades()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        await desk.RunAsync();
        desk.Broker.Set(desk.Broker.Leg(First, BracketLeg.StopLoss) with { Status = BrokerOrderStatus.Rejected });

        Assert.Empty((await desk.RunAsync()).Actions);
        Assert.Contains(desk.Desk.Notifier.Told, alert => alert is { Code: "position-unprotected", Subject: "AIG" });
        desk.Market.Prices[Desk.Aig] = 47.5m;
        Assert.Equal(["exit"], (await desk.RunAsync()).Actions.Select(action => action.What));
        Assert.Equal(47.38m, desk.Broker.Leg(First, BracketLeg.TakeProfit).LimitPrice!.Value.Value);
    }

    [Fact]
    [Trait("Bug", "C4.30")]
    public async Task A_cancel_that_breaks_does_not_keep_the_other_shares_from_their_stop()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        desk.Broker.Fill(desk.Broker.ByClient(Second), 4, 50m);
        await desk.Broker.CancelAsync(desk.Broker.ByClient(Second).Id, default);
        desk.Broker.Moods.Enqueue(BrokerMood.Breaks);

        var report = await desk.RunAtAsync(15, 30);

        Assert.Equal(["cancel", "stop"], report.Actions.Select(action => action.What));
        Assert.Equal("unknown", report.Actions[0].Outcome);
    }

    [Fact]
    [Trait("Bug", "C4.30")]
    public async Task An_alert_that_cannot_be_recorded_does_not_keep_shares_from_their_stop()
    {
        using var desk = await BareAsync(4);
        desk.Desk.Store.Fails = key => key.StartsWith("alerts/", StringComparison.Ordinal);
        desk.Broker.Hold(Symbol.Parse("IBM"), 5, 100);

        var report = await desk.RunAsync();

        Assert.Equal(4m, desk.Book.ClaimedBySells(Desk.Aig).Value);
        Assert.StartsWith("the alert position-external of IBM could not be raised", Assert.Single(report.Faults), StringComparison.Ordinal);
    }

    // Bought in part and not filled further: the next cycle cancels the rest.
    private static async Task<CycleDesk> BareAsync(decimal shares)
    {
        var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        desk.Broker.Fill(desk.Broker.ByClient(First), shares, 50m);
        await desk.RunAsync();
        desk.Desk.Clock.Advance(Duration.FromMinutes(2));
        return desk;
    }

    private static (OrderType Type, decimal Quantity, Price? Stop) Facts(BrokerOrder order) => (order.Type, order.Quantity.Value, order.StopPrice);

    private static BarSeries SwingLow(double low)
    {
        double[] lows = [low + 1, low, low + 1];
        var start = BarSeries.ToDay(new LocalDate(2013, 9, 2));
        return new BarSeries(Desk.Aig, 3, [start, start + 1, start + 2], lows, [.. lows.Select(value => value + 1)], lows, lows, [1e6, 1e6, 1e6]);
    }
}
