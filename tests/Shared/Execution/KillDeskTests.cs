using Trading.Brokers;
using Trading.Control;
using Trading.Execution;
using Trading.Market;
using Trading.Orders;
using Trading.Storage;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Execution;

public sealed class KillDeskTests
{
    private const string Entry = "20131007-swing-BAC-buy-1";

    [Theory]
    [Trait("Bug", "B1.paper-ignores-kill")]
    [Trait("Bug", "C1.kill-paper")]
    [InlineData(KillMode.CloseOnly)]
    [InlineData(KillMode.HaltAll)]
    public async Task Working_entries_go_at_once_and_stops_and_orders_of_others_stay(KillMode mode)
    {
        using var desk = await Desk.OpenAsync();
        await desk.FillAsync(await desk.EnterAsync(Desk.Entry(shares: 1)), 50m);
        await desk.EnterAsync(Desk.Entry("BAC", shares: 1));
        var theirs = desk.Broker.ByHand(Symbol.Parse("IBM"), OrderSide.Buy, 5, 40m);
        await desk.SyncAsync();

        var report = await Of(desk).KillAsync(mode, KillSources.Http, "anna", "test", default);

        Assert.Equal((mode, 1L), (report.State.Mode, report.State.Activation));
        Assert.Equal([Entry], report.Cancelled);
        Assert.Empty(report.NotCancelled);
        Assert.Equal([$"cancel {desk.Broker.ByClient(Entry).Id}"], desk.Broker.Calls.Where(call => call.StartsWith("cancel", StringComparison.Ordinal)));
        Assert.Equal(BrokerOrderStatus.New, desk.Broker.ByClient(theirs.ClientOrderId).Status);
        Assert.True(desk.Book.View.Find("20131007-swing-AIG-buy-1.stop-loss")!.IsOpen);
        Assert.Contains("kill-entries-cancelled", await desk.KindsAsync());
    }

    [Fact]
    public async Task What_could_not_be_cancelled_is_listed_with_its_reason_and_alerted()
    {
        using var desk = await Desk.OpenAsync();
        await desk.EnterAsync(Desk.Entry(shares: 1));
        desk.Broker.Moods.Enqueue(BrokerMood.LosesIt);
        await desk.EnterAsync(Desk.Entry("BAC", shares: 1));
        desk.Broker.Moods.Enqueue(BrokerMood.Refuses);

        var report = await Of(desk).KillAsync(KillMode.CloseOnly, KillSources.Http, "anna", "test", default);

        Assert.Empty(report.Cancelled);
        Assert.Equal(["insufficient qty available", $"not_at_broker: {Entry} is not known to be at the broker"], report.NotCancelled.Select(order => order.Why));
        Assert.Contains(desk.Notifier.Told, alert => alert.Code == "kill-incomplete");
    }

    [Fact]
    public async Task A_kill_that_cannot_be_kept_still_cancels_and_says_so()
    {
        using var desk = await Desk.OpenAsync();
        await desk.EnterAsync(Desk.Entry("BAC", shares: 1));
        var touched = 0;
        desk.Store.Fails = key => key == "control/paper/kill" && touched++ == 1;

        var report = await Of(desk).KillAsync(KillMode.CloseOnly, KillSources.Http, "anna", "test", default);

        Assert.Equal((KillMode.CloseOnly, Entry), (report.State.Mode, Assert.Single(report.Cancelled)));
        Assert.StartsWith("the kill could not be kept", Assert.Single(report.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Off_asks_for_nothing()
    {
        using var desk = await Desk.OpenAsync();
        await desk.EnterAsync(Desk.Entry("BAC", shares: 1));

        var report = await Of(desk).KillAsync(KillMode.Off, KillSources.Http, "anna", "test", default);

        Assert.Equal((KillMode.Off, 0, 0), (report.State.Mode, report.Cancelled.Count, desk.Broker.Count("cancel")));
    }

    [Fact]
    public async Task Entries_that_work_although_trading_is_stopped_go_without_a_loop()
    {
        using var desk = await Desk.OpenAsync();
        await desk.EnterAsync(Desk.Entry("BAC", shares: 1));
        Assert.Equal(0, await Of(desk).EnforceAsync(default));
        await ((IBlobs)desk.Store).PutAsync(KillSwitch.Container, KillSwitch.FileName, "close_only"u8.ToArray(), default);

        Assert.Equal(1, await Of(desk).EnforceAsync(default));
        await desk.SyncAsync();
        Assert.Equal(0, await Of(desk).EnforceAsync(default));

        Assert.Equal(OrderState.Canceled, desk.Book.View.Find(Entry)!.State);
        Assert.Equal((1, 1), (desk.Broker.Count("cancel"), (await desk.KindsAsync()).Count(kind => kind == "kill-entries-cancelled")));
    }

    private static KillDesk Of(Desk desk) => new(desk.Kill, desk.Book, desk.Gateway, desk.Journal, desk.Alerts, desk.Clock);
}
