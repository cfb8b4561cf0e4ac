using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Control.Draining;
using Trading.Market;
using Trading.Operations.Health;
using Trading.Orders;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Control.Draining;

/// <summary>A shutdown stops entries at once, takes back what works, keeps what protects, and always comes to an end that says what is left.</summary>
public sealed class DrainTests
{
    private const string First = "20131007-swing-AIG-buy-1";
    private const string Second = "20131007-swing-AIG-buy-2";

    [Fact]
    [Trait("Bug", "C3.22")]
    public async Task Entries_go_and_stops_and_others_orders_stay()
    {
        using var desk = await DrainDesk.EnteredAsync();
        desk.Desk.Broker.Fill(desk.Desk.Broker.ByClient(First), 13, 50m);
        var byHand = desk.Desk.Broker.ByHand(Symbol.Parse("IBM"), OrderSide.Buy, 5, 100m);
        await desk.Desk.RunAsync();

        var begun = await desk.Drain.BeginAsync("anna", "maintenance", default);
        var ended = await desk.ToEndAsync();

        Assert.Equal((DrainPhase.Cancelling, DrainPhase.Drained), (begun.Phase, ended.Phase));
        Assert.True(ended.EndedAt - ended.StartedAt < Duration.FromMinutes(1));
        Assert.Equal(OrderState.Canceled, desk.Desk.Book.Find(Second)!.State);
        Assert.Equal(2, desk.Desk.Book.ExitsOf(First).Count(leg => leg.IsOpen));
        Assert.Equal(BrokerOrderStatus.New, desk.Desk.Broker.All.Single(order => order.Id == byHand.Id).Status);
        Assert.Equal(1, desk.Desk.Broker.Count("cancel"));
        Assert.Equal((LoopMode.Stopped, "anna", "maintenance"), await SwitchAsync(desk));
        Assert.Equal(["drain-began", "drain-ended"], (await desk.Desk.Desk.KindsAsync()).Where(kind => kind.StartsWith("drain", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task From_the_first_step_on_no_entry_passes_and_the_loop_still_manages_what_is_held()
    {
        using var desk = await DrainDesk.EnteredAsync();
        desk.Desk.Broker.Fill(desk.Desk.Broker.ByClient(First), 4, 50m);
        desk.Desk.Broker.Fill(desk.Desk.Broker.ByClient(Second), 13, 50m);
        await desk.Desk.Desk.SyncAsync();
        await desk.Drain.BeginAsync("anna", "maintenance", default);

        Assert.Equal("paused", (await desk.Desk.Desk.EnterAsync(Desk.Entry("IBM"))).Code);
        await desk.Drain.StepAsync(default);
        Assert.Contains("4 AIG of " + First + " have no stop", (await desk.Drain.UnfinishedAsync(default)).Sentences);
        Assert.Equal(DrainPhase.Cancelling, (await desk.Drain.StepAsync(default))!.Phase);
        Assert.Equal(["stop"], (await desk.Desk.RunAsync()).Actions.Select(action => action.What));
        Assert.Equal(DrainPhase.Drained, (await desk.ToEndAsync()).Phase);
    }

    [Fact]
    public async Task A_cancel_that_is_refused_is_asked_for_every_half_minute_and_then_told()
    {
        using var desk = await DrainDesk.EnteredAsync();
        for (var i = 0; i < 100; i++)
        {
            desk.Desk.Broker.Moods.Enqueue(BrokerMood.Refuses);
        }

        await desk.Drain.BeginAsync("anna", "maintenance", default);
        var ended = await desk.ToEndAsync();

        Assert.Equal(DrainPhase.DrainedWithLeftovers, ended.Phase);
        Assert.Equal([$"entry {First} (13 AIG) is Submitted", $"entry {Second} (13 AIG) is Submitted"], ended.Leftovers);
        Assert.Equal(2 * 7, desk.Desk.Broker.Count("cancel"));
        Assert.InRange(ended.EndedAt!.Value, ended.StartedAt, ended.StartedAt + Duration.FromMinutes(5));
        Assert.Contains(desk.Desk.Desk.Notifier.Told, alert => alert.Code == "drain-leftovers");
    }

    [Fact]
    [Trait("Bug", "C4.24")]
    public async Task A_broker_that_is_down_does_not_make_it_drained()
    {
        using var desk = await DrainDesk.EnteredAsync();
        await desk.Drain.BeginAsync("anna", "maintenance", default);
        desk.Desk.Broker.DeadReads.Add("orders");

        var ended = await desk.ToEndAsync();

        Assert.Equal((DrainPhase.DrainedWithLeftovers, "the last reconcile failed: orders: 503"), (ended.Phase, ended.Leftovers[^1]));
        Assert.InRange(ended.EndedAt!.Value, ended.StartedAt + Duration.FromMinutes(4), ended.StartedAt + Duration.FromMinutes(5));
    }

    [Fact]
    public async Task A_broker_that_comes_back_in_time_is_waited_for()
    {
        using var desk = await DrainDesk.EnteredAsync();
        desk.Desk.Broker.DeadReads.Add("fills");
        await desk.Drain.BeginAsync("anna", "maintenance", default);
        Assert.Equal("fills: 503", (await desk.Drain.StepAsync(default))!.Problem);
        desk.Desk.Broker.DeadReads.Clear();

        Assert.Equal((DrainPhase.Drained, null), await desk.ToEndAsync() is var ended ? (ended.Phase, ended.Problem) : default);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task A_process_that_dies_leaves_a_shutdown_that_goes_on(int steps)
    {
        using var desk = await DrainDesk.EnteredAsync();
        var begun = await desk.Drain.BeginAsync("anna", "maintenance", default);
        for (var i = 0; i < steps; i++)
        {
            await desk.Drain.StepAsync(default);
        }

        using var next = desk.Restart();
        var again = await next.Drain.BeginAsync("ben", "is it down?", default);
        var ended = await next.ToEndAsync();

        Assert.Equal((begun.StartedAt, "anna"), (again.StartedAt, again.Who));
        Assert.Equal((DrainPhase.Drained, begun.StartedAt), (ended.Phase, ended.StartedAt));
    }

    [Fact]
    public async Task A_shutdown_whose_first_step_was_lost_stops_the_desk_at_the_next()
    {
        using var desk = await DrainDesk.EnteredAsync();
        desk.Desk.Desk.Store.Fails = key => key == "control/desk/loop";
        await Assert.ThrowsAsync<Storage.StorageException>(() => desk.Drain.BeginAsync("anna", "maintenance", default));
        desk.Desk.Desk.Store.Fails = null;

        using var next = desk.Restart();
        await next.Drain.StepAsync(default);

        Assert.Equal((LoopMode.Stopped, "anna", "maintenance"), await SwitchAsync(next));
    }

    [Fact]
    public async Task An_entry_that_was_on_its_way_is_taken_back_too()
    {
        using var desk = await DrainDesk.EnteredAsync();
        await desk.Drain.BeginAsync("anna", "maintenance", default);
        await desk.StepWhileAsync(DrainPhase.Cancelling);
        await desk.Desk.Loop.SetAsync(LoopMode.Running, "test", "the door had let it through before", default);
        await desk.Desk.Desk.EnterAsync(Desk.Entry("IBM"));
        await desk.Desk.Loop.SetAsync(LoopMode.Stopped, "anna", "maintenance", default);

        var ended = await desk.ToEndAsync();

        Assert.Equal(DrainPhase.Drained, ended.Phase);
        Assert.DoesNotContain(desk.Desk.Book.Open, OrderRoles.IsPending);
    }

    [Fact]
    public async Task The_state_tells_how_far_it_is_and_starting_takes_all_of_it_back()
    {
        using var desk = await DrainDesk.EnteredAsync();
        Assert.Equal(("running", false, 2), await PhaseAsync(desk));

        await desk.Drain.BeginAsync("anna", "maintenance", default);
        Assert.Equal(("cancelling", false, 2), await PhaseAsync(desk));
        await desk.ToEndAsync();
        Assert.Equal(("drained", true, 0), await PhaseAsync(desk));
        var state = await desk.States.ReadAsync(new LoopStatus("execution-2013-10-07", 1, null), default);
        Assert.Equal(("stopped", "anna", "maintenance", "execution-2013-10-07"), (state.Loop, state.Who, state.Why, state.LoopInstance));

        await desk.Drain.StartAsync(paused: false, "ben", "done", default);
        Assert.Equal(("running", false, 0), await PhaseAsync(desk));
        Assert.Equal((LoopMode.Running, "ben", "done"), await SwitchAsync(desk));
        Assert.Null(await desk.Drain.StepAsync(default));
    }

    [Fact]
    public async Task A_shutdown_waits_for_exits_that_people_asked_for()
    {
        using var desk = await DrainDesk.EnteredAsync();
        await desk.Requests.AskAsync(First, Desk.Aig, Quantity.Zero, "ben", "out", default);
        await desk.Drain.BeginAsync("anna", "maintenance", default);

        Assert.Equal(DrainPhase.Cancelling, (await desk.Drain.StepAsync(default))!.Phase);
        await desk.Desk.RunAsync();
        Assert.Equal(DrainPhase.Drained, (await desk.ToEndAsync()).Phase);
    }

    private static async Task<(string Phase, bool Done, int Pending)> PhaseAsync(DrainDesk desk)
    {
        var state = await desk.States.ReadAsync(new LoopStatus(null, 0, null), default);
        return (state.Phase, state.Done, state.PendingOrders);
    }

    private static async Task<(LoopMode Mode, string Who, string Why)> SwitchAsync(DrainDesk desk)
    {
        var state = await desk.Desk.Loop.ReadAsync(default);
        return (state.Mode, state.Who, state.Why);
    }
}
