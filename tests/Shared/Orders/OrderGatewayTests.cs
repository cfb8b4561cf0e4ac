using NodaTime;
using Trading.Control;
using Trading.Orders;
using Trading.Risk;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Orders;

public sealed class OrderGatewayTests
{
    private const string First = "20131007-swing-AIG-buy-1";
    private const string Second = "20131007-swing-AIG-buy-2";

    [Fact]
    public async Task An_entry_is_reserved_before_it_is_sent_and_its_legs_are_known_by_their_parent()
    {
        using var desk = await Desk.OpenAsync();

        var result = await desk.EnterAsync(Desk.Entry());

        Assert.Equal(GatewayOutcome.Sent, result.Outcome);
        Assert.Equal([First, Second], result.Orders.Select(order => order.Id));
        Assert.All(result.Orders, order => Assert.Equal((OrderState.Submitted, First), (order.State, order.Group)));
        Assert.Equal(OrderPurpose.ProtectiveStop, desk.Book.View.Find(First + ".stop-loss")!.Purpose);
        Assert.Equal(new Trading.Market.Price(52.5m), desk.Book.View.Find(First + ".take-profit")!.LimitPrice);
        Assert.Equal(["order-reserved", "order-reserved", "order-submitted", "order-submitted"], (await desk.KindsAsync()).Where(kind => kind.StartsWith("order", StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Bug", "C2.4")]
    public async Task Nothing_is_sent_when_the_row_cannot_be_reserved()
    {
        using var desk = await Desk.OpenAsync();
        desk.Store.Fails = key => key.StartsWith("orders/", StringComparison.Ordinal);

        await Assert.ThrowsAsync<Trading.Storage.StorageException>(() => desk.EnterAsync(Desk.Entry()));

        Assert.Equal(0, desk.Broker.Count("submit"));
    }

    [Theory]
    [Trait("Bug", "C2.1")]
    [InlineData("orders/paper/" + First)]
    [InlineData("orders/paper/" + Second)]
    [InlineData("journal/2013-10-07.jsonl")]
    [InlineData("intents/paper/" + First)]
    public async Task A_process_that_dies_anywhere_leaves_one_order_for_each_id_when_the_intent_is_taken_up_again(string key)
    {
        for (var survived = 0; survived < 6; survived++)
        {
            using var desk = await Desk.OpenAsync();
            var seen = 0;
            desk.Store.Fails = touched => touched == key && seen++ == survived;
            try
            {
                await desk.EnterAsync(Desk.Entry());
            }
            catch (Trading.Storage.StorageException)
            {
                // The process is gone here.
            }

            desk.Store.Fails = null;
            using var next = await desk.RestartAsync();
            var result = await next.EnterAsync(Desk.Entry());

            Assert.Contains(result.Outcome, new[] { GatewayOutcome.Sent, GatewayOutcome.AlreadySent });
            Assert.Equal([First, Second], desk.Broker.All.Where(order => order.ParentId is null).Select(order => order.ClientOrderId).Order(StringComparer.Ordinal));
            Assert.All(new[] { First, Second }, id => Assert.Equal(OrderState.Submitted, next.Book.View.Find(id)!.State));
            Assert.Empty(await new IntentLog(desk.Store, "paper").OpenAsync(default));
        }
    }

    [Fact]
    [Trait("Bug", "C2.2")]
    public async Task An_unclear_answer_is_one_call_and_the_resend_asks_first()
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Moods.Enqueue(BrokerMood.TakesSilently);
        var entry = Desk.Entry(shares: 1);

        var first = await desk.EnterAsync(entry);
        var second = await desk.EnterAsync(entry);

        Assert.Equal((GatewayOutcome.Unknown, GatewayOutcome.Sent), (first.Outcome, second.Outcome));
        Assert.Equal(1, desk.Broker.Count("submit"));
        Assert.Equal(1, desk.Broker.Count("find"));
        Assert.Equal(OrderState.Submitted, desk.Book.View.Find(First)!.State);
    }

    [Theory]
    [Trait("Bug", "C2.3")]
    [InlineData(BrokerMood.LosesIt)]
    [InlineData(BrokerMood.Breaks)]
    internal async Task An_order_without_a_clear_answer_is_unknown_never_rejected_and_is_sent_again_under_its_id(BrokerMood mood)
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Moods.Enqueue(mood);
        var entry = Desk.Entry(shares: 1);

        Assert.Equal(OrderState.Unknown, (await desk.EnterAsync(entry)).Orders[0].State);
        Assert.Equal(OrderState.Submitted, (await desk.EnterAsync(entry)).Orders[0].State);
        Assert.Equal([$"submit {First}", $"find {First}", $"submit {First}"], desk.Broker.Calls.Where(call => call.Contains(First, StringComparison.Ordinal)));
    }

    [Fact]
    [Trait("Bug", "C2.3")]
    public async Task An_order_that_may_exist_blocks_another_entry_in_its_symbol()
    {
        using var desk = await Desk.OpenAsync(RiskLimits.Paper with { CooldownSeconds = 0 });
        desk.Broker.Moods.Enqueue(BrokerMood.LosesIt);
        await desk.EnterAsync(Desk.Entry(shares: 1));

        Assert.Equal("already_held", (await desk.EnterAsync(Desk.Entry(shares: 1, sequence: 2))).Code);
    }

    [Fact]
    public async Task A_failed_search_leaves_the_order_unknown_and_sends_nothing()
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Moods.Enqueue(BrokerMood.LosesIt);
        await desk.EnterAsync(Desk.Entry(shares: 1));
        desk.Broker.DeadReads.Add("find");

        Assert.Equal(GatewayOutcome.Unknown, (await desk.EnterAsync(Desk.Entry(shares: 1))).Outcome);
        Assert.Equal(1, desk.Broker.Count("submit"));
    }

    [Fact]
    public async Task A_refusal_is_rejected_with_the_brokers_words()
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Moods.Enqueue(BrokerMood.Refuses);

        var result = await desk.EnterAsync(Desk.Entry(shares: 1));

        Assert.Equal((GatewayOutcome.Rejected, OrderState.Rejected), (result.Outcome, result.Orders[0].State));
        Assert.Contains("insufficient qty", result.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_the_second_bracket_is_refused_the_first_stands()
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Moods.Enqueue(BrokerMood.Takes);
        desk.Broker.Moods.Enqueue(BrokerMood.Fails);

        var result = await desk.EnterAsync(Desk.Entry());

        Assert.Equal(GatewayOutcome.Sent, result.Outcome);
        Assert.Equal([OrderState.Submitted, OrderState.Rejected], result.Orders.Select(order => order.State));
    }

    [Fact]
    [Trait("Bug", "C2.8")]
    public async Task A_blocked_order_leaves_no_row_and_its_id_is_free_later()
    {
        using var desk = await Desk.OpenAsync();
        var snapshot = await desk.SnapshotAsync();

        var blocked = await desk.Gateway.SubmitAsync(Desk.Entry(), snapshot with { WatchlistFresh = false, WatchlistReason = "stale" }, default);
        var again = await desk.Gateway.SubmitAsync(Desk.Entry(), snapshot with { WatchlistFresh = false, WatchlistReason = "stale" }, default);
        Assert.Equal(("watchlist", "watchlist: stale"), (blocked.Code, again.Sentence));
        Assert.Empty(desk.Book.View.Orders);

        Assert.Equal(GatewayOutcome.Sent, (await desk.Gateway.SubmitAsync(Desk.Entry(), snapshot, default)).Outcome);
        Assert.Single(await desk.KindsAsync(), "order-blocked");
    }

    [Fact]
    [Trait("Bug", "C2.10")]
    public async Task A_resend_with_another_body_is_refused()
    {
        using var desk = await Desk.OpenAsync();
        await desk.EnterAsync(Desk.Entry(shares: 1));

        var result = await desk.EnterAsync(Desk.Entry(shares: 1, price: 50.1m));

        Assert.Equal((GatewayOutcome.Blocked, "duplicate"), (result.Outcome, result.Code));
        Assert.Equal(1, desk.Broker.Count("submit"));
    }

    [Fact]
    public async Task A_dry_run_writes_the_ledger_of_the_new_york_date_and_calls_nobody()
    {
        using var desk = new Desk(start: Instant.FromUtc(2013, 10, 8, 1, 0));

        var result = await desk.Gateway.SubmitAsync(Desk.Entry(), await desk.SnapshotAsync(), default);

        Assert.Equal(GatewayOutcome.DryRun, result.Outcome);
        Assert.Equal(0, desk.Broker.Count("submit"));
        Assert.Equal(2, (await ((Trading.Storage.IRecords)desk.Store).QueryAsync("dryrun", "2013-10-07", "", default)).Count);
        Assert.Empty(desk.Book.View.Open);
        Assert.Equal("cooldown", (await desk.Gateway.SubmitAsync(Desk.Entry(sequence: 3), await desk.SnapshotAsync(), default)).Code);
    }

    [Fact]
    public async Task A_ledger_that_cannot_be_written_is_a_warning()
    {
        using var desk = new Desk();
        desk.Store.Fails = key => key.StartsWith("dryrun/", StringComparison.Ordinal);

        var result = await desk.Gateway.SubmitAsync(Desk.Entry(shares: 1), await desk.SnapshotAsync(), default);

        Assert.Equal(GatewayOutcome.DryRun, result.Outcome);
        Assert.Equal("dry-run-ledger", Assert.Single(desk.Notifier.Told).Code);
    }

    [Fact]
    public async Task An_exit_goes_where_its_entry_went()
    {
        using var desk = new Desk();
        await desk.Gateway.SubmitAsync(Desk.Entry(shares: 1), await desk.SnapshotAsync(), default);
        desk.Broker.Hold(Desk.Aig, 1, 50);
        await desk.TradeAsync();

        Assert.Equal(GatewayOutcome.DryRun, (await desk.Gateway.SubmitAsync(Desk.Sell(1, First), await desk.SnapshotAsync(), default)).Outcome);
        Assert.Equal(0, desk.Broker.Count("submit"));
    }

    [Fact]
    public async Task The_kill_switch_is_read_from_storage_for_every_order()
    {
        using var desk = await Desk.OpenAsync();
        var snapshot = await desk.SnapshotAsync(50m, Trading.Market.Symbol.Parse("BAC"));
        await ((Trading.Storage.IBlobs)desk.Store).PutAsync("control", "kill_switch", "close_only"u8.ToArray(), default);

        var result = await desk.Gateway.SubmitAsync(Desk.Entry("BAC"), snapshot, default);

        Assert.Equal("kill_switch: close_only: the control file asks for close_only", result.Sentence);
    }

    [Fact]
    public async Task Under_halt_all_only_cancels_pass()
    {
        using var desk = await Desk.OpenAsync();
        var entry = await desk.EnterAsync(Desk.Entry(shares: 1));
        desk.Broker.Hold(Desk.Aig, 5, 50);
        await desk.Kill.EscalateAsync(KillMode.HaltAll, "http", "anna", "a test", default);

        Assert.Equal("kill_switch", (await desk.Gateway.SubmitAsync(Desk.Sell(1), await desk.SnapshotAsync(), default)).Code);
        Assert.Equal(GatewayOutcome.Sent, (await desk.Gateway.CancelAsync(entry.Orders[0], "halt", default)).Outcome);
        Assert.Equal(OrderState.Canceled, desk.Book.View.Find(First)!.State);
    }

    [Fact]
    public async Task Unreadable_gates_block_entries_and_leave_exits_alone()
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Hold(Desk.Aig, 5, 50);
        desk.Store.Fails = key => key == "control/paper/gates";

        Assert.Equal("gates_unreadable", (await desk.Gateway.SubmitAsync(Desk.Entry("BAC"), await desk.SnapshotAsync(), default)).Code);
        Assert.Equal(GatewayOutcome.Sent, (await desk.Gateway.SubmitAsync(Desk.Sell(5), await desk.SnapshotAsync(), default)).Outcome);
    }

    [Fact]
    [Trait("Bug", "C2.5")]
    public async Task Two_exits_over_one_position_are_one_order()
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Hold(Desk.Aig, 10, 50);
        var snapshot = await desk.SnapshotAsync();

        Assert.Equal(GatewayOutcome.Sent, (await desk.Gateway.SubmitAsync(Desk.Sell(10), snapshot, default)).Outcome);
        desk.Clock.Advance(Duration.FromSeconds(60));
        Assert.Equal("quantity_held", (await desk.Gateway.SubmitAsync(Desk.Sell(10, sequence: 2), snapshot, default)).Code);
    }

    [Fact]
    [Trait("Bug", "C2.6")]
    public async Task A_sell_is_not_sent_while_the_legs_of_a_bracket_hold_the_shares()
    {
        using var desk = await Desk.OpenAsync();
        await desk.FillAsync(await desk.EnterAsync(Desk.Entry()), 50m);

        Assert.Equal("quantity_held", (await desk.Gateway.SubmitAsync(Desk.Sell(1), await desk.SnapshotAsync(), default)).Code);
        Assert.Equal(20m, desk.Book.View.ClaimedBySells(Desk.Aig).Value);
    }

    [Fact]
    public async Task A_stop_is_replaced_in_its_place_and_the_old_one_ends_as_replaced()
    {
        using var desk = await Desk.OpenAsync();
        await desk.FillAsync(await desk.EnterAsync(Desk.Entry(shares: 1)), 50m);
        var stop = desk.Book.View.Find(First + ".stop-loss")!;

        var result = await desk.Gateway.SubmitAsync(Higher(stop, 49m), await desk.SnapshotAsync(), default);
        await desk.SyncAsync();

        var next = desk.Book.View.Find("20131007-swing-AIG-sell-1")!;
        Assert.Equal(GatewayOutcome.Sent, result.Outcome);
        Assert.Equal((OrderState.Submitted, stop.Id, BracketLeg.StopLoss, First), (next.State, next.Replaces, next.Leg, next.ParentId));
        Assert.Equal(OrderState.Replaced, desk.Book.View.Find(stop.Id)!.State);
        Assert.Equal(1m, desk.Book.View.ClaimedBySells(Desk.Aig).Value);
    }

    [Fact]
    public async Task A_replacement_without_a_clear_answer_is_found_by_its_id()
    {
        using var desk = await Desk.OpenAsync();
        await desk.FillAsync(await desk.EnterAsync(Desk.Entry(shares: 1)), 50m);
        var stop = desk.Book.View.Find(First + ".stop-loss")!;
        desk.Broker.Moods.Enqueue(BrokerMood.TakesSilently);
        var intent = Higher(stop, 49m);

        Assert.Equal(GatewayOutcome.Unknown, (await desk.Gateway.SubmitAsync(intent, await desk.SnapshotAsync(), default)).Outcome);
        Assert.Equal(1m, desk.Book.View.ClaimedBySells(Desk.Aig).Value);
        Assert.Equal(GatewayOutcome.Sent, (await desk.Gateway.SubmitAsync(intent, await desk.SnapshotAsync(), default)).Outcome);
        Assert.Equal(OrderState.Replaced, desk.Book.View.Find(stop.Id)!.State);
        Assert.Equal(1, desk.Broker.Count("replace"));
    }

    [Fact]
    [Trait("Bug", "C3.22")]
    public async Task Somebody_elses_order_is_kept_as_external_and_never_cancelled()
    {
        using var desk = await Desk.OpenAsync();
        var hand = desk.Broker.ByHand(Desk.Aig, OrderSide.Buy, 7, 49m);
        await desk.SyncAsync();

        var order = desk.Book.View.Find("external-" + hand.Id)!;
        Assert.True(order.IsExternal);
        Assert.Equal("external", (await desk.Gateway.CancelAsync(order, "all", default)).Code);
        Assert.Equal(0, desk.Broker.Count("cancel"));
        Assert.Equal(0m, desk.Book.View.Owned(Desk.Aig));
    }

    internal static OrderIntent Higher(Order stop, decimal price) => OrderIntent.Of(stop) with
    {
        Replaces = stop.Id,
        Parts = [new OrderPart(new ClientOrderId(Desk.Date, "swing", stop.Symbol, OrderSide.Sell, 1).ToString(), stop.Quantity, null, new Trading.Market.Price(price), null)],
    };
}
