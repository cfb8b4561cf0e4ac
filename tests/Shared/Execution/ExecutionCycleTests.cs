using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Execution;
using Trading.Market;
using Trading.Orders;
using Trading.Risk;
using Trading.Storage;
using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Execution;

public sealed class ExecutionCycleTests
{
    private const string First = "20131007-swing-AIG-buy-1";
    private const string Second = "20131007-swing-AIG-buy-2";

    [Fact]
    public async Task A_confirmed_candidate_becomes_two_brackets_of_half_the_quantity()
    {
        using var desk = await CycleDesk.OpenAsync();

        var report = await desk.RunAsync();

        // 2 % of 100,000 x (1 - 2.04/6) = 1,320 dollars at a limit of 50.05 = 26 shares.
        Assert.Equal((1, 1, 1, 0), (report.Candidates, report.Confirmed, report.Submitted, report.Errors));
        var (first, second) = (desk.Broker.ByClient(First), desk.Broker.ByClient(Second));
        Assert.Equal((13m, 13m), (first.Quantity.Value, second.Quantity.Value));
        Assert.All(new[] { first, second }, order => Assert.Equal((OrderType.Limit, TimeInForce.Gtc, new Price(50.05m)), (order.Type, order.TimeInForce, order.LimitPrice)));
        Assert.Equal((51m, 52m), (desk.Broker.Leg(First, BracketLeg.TakeProfit).LimitPrice!.Value.Value, desk.Broker.Leg(Second, BracketLeg.TakeProfit).LimitPrice!.Value.Value));
        Assert.Equal(48m, desk.Broker.Leg(First, BracketLeg.StopLoss).StopPrice!.Value.Value);
    }

    [Fact]
    public async Task A_cycle_reads_the_broker_at_most_six_times_however_many_candidates()
    {
        using var desk = await CycleDesk.OpenAsync(null, [.. Enumerable.Range(0, 60).Select(i => CycleDesk.Candidate($"S{i}", level: 60m))]);

        await desk.RunAsync();

        Assert.Equal(["account", "clock", "orders", "positions"], desk.Broker.Calls.Order(StringComparer.Ordinal));
        Assert.Equal(1, desk.Market.Calls);
    }

    [Fact]
    public async Task The_same_cycle_run_twice_sends_nothing_twice()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();

        var again = await desk.RunAsync();

        Assert.Equal(0, again.Submitted);
        Assert.Equal(2, desk.Broker.Count("submit"));
    }

    [Fact]
    [Trait("Bug", "C2.1")]
    public async Task A_cycle_that_dies_at_any_write_and_runs_again_ends_as_if_it_had_not()
    {
        using var whole = await CycleDesk.OpenAsync();
        await whole.RunAsync();
        var wanted = Shape(whole);
        for (var survived = 0; survived < 40; survived++)
        {
            using var desk = await CycleDesk.OpenAsync();
            var seen = 0;
            desk.Desk.Store.Fails = key => (key.StartsWith("orders/", StringComparison.Ordinal) || key.StartsWith("intents/", StringComparison.Ordinal) || key.StartsWith("journal/", StringComparison.Ordinal)) && seen++ >= survived;
            await Record.ExceptionAsync(desk.RunAsync);
            desk.Desk.Store.Fails = null;

            using var next = desk.Restart();
            await next.RunAsync();

            Assert.Equal(wanted, Shape(next));
        }
    }

    [Fact]
    [Trait("Bug", "C5.41")]
    public async Task An_entry_that_was_interrupted_too_long_ago_is_not_sent()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Broker.Moods.Enqueue(Trading.Tests.Support.BrokerMood.LosesIt);
        desk.Broker.Moods.Enqueue(Trading.Tests.Support.BrokerMood.LosesIt);
        await desk.RunAsync();
        desk.Desk.Clock.Advance(Duration.FromMinutes(10));

        var report = await desk.RunAsync();

        Assert.Equal(2, desk.Broker.Count("submit"));
        Assert.Contains("intent_stale", report.Blocks.Keys);
        Assert.Equal(OrderState.Rejected, desk.Book.Find(First)!.State);
    }

    [Fact]
    [Trait("Bug", "C5.41")]
    public async Task A_price_that_grew_old_while_other_orders_were_sent_buys_nothing()
    {
        using var desk = await CycleDesk.OpenAsync(new DeskOptions { Limits = RiskLimits.Paper with { EntryAgeSeconds = 60 } }, CycleDesk.Candidate("ZZ"), CycleDesk.Candidate("AA"));
        var slow = true;
        desk.Desk.Store.Fails = key =>
        {
            if (slow && key.StartsWith("orders/paper/20131007-swing-ZZ", StringComparison.Ordinal))
            {
                slow = false;
                desk.Desk.Clock.Advance(Duration.FromSeconds(61));
            }

            return false;
        };

        var report = await desk.RunAsync();

        Assert.Equal(["ZZ"], report.Actions.Select(action => action.Symbol));
        Assert.Equal(1, report.Blocks["intent_stale"]);
    }

    [Fact]
    [Trait("Bug", "C4.24")]
    public async Task An_interrupted_entry_is_not_sent_while_the_brokers_orders_are_unknown()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Broker.Moods.Enqueue(Trading.Tests.Support.BrokerMood.LosesIt);
        desk.Broker.Moods.Enqueue(Trading.Tests.Support.BrokerMood.LosesIt);
        await desk.RunAsync();
        desk.Broker.DeadReads.Add("orders");

        Assert.Empty((await desk.RunAsync()).Actions);

        desk.Broker.DeadReads.Clear();
        Assert.Equal(["resume", "resume"], (await desk.RunAsync()).Actions.Select(action => action.What));
    }

    [Theory]
    [InlineData(48.1, 48.01)]
    [InlineData(48.01, 48.01)]
    [InlineData(48.005, null)]
    [InlineData(50, 49.87)]
    public async Task A_lot_whose_time_is_up_is_sold_above_its_stop_however_near_the_price_is(double price, double? limit)
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        desk.Market.Prices[Desk.Aig] = (decimal)price;

        await desk.RunAtAsync(15, 50, new LocalDate(2013, 10, 11));

        Assert.Equal((decimal?)limit, desk.Book.Open.FirstOrDefault(order => order.Reason == "time is up")?.LimitPrice?.Value);
    }

    [Fact]
    [Trait("Bug", "C5.38")]
    public async Task A_late_fill_does_not_start_the_holding_time_again()
    {
        using var desk = await CycleDesk.OpenAsync(new DeskOptions { Policies = [ExitPolicy.Intraday] });
        const string id = "20131007-intraday-AIG-buy-1";
        await desk.RunAsync();
        desk.Broker.Fill(desk.Broker.ByClient(id), 4, 50m);
        await desk.RunAsync();
        await desk.RunAtAsync(10, 40);
        desk.Desk.Clock.Advance(Duration.FromMinutes(40));
        desk.Broker.Set(desk.Broker.ByClient(id) with { Filled = new Quantity(6) });
        desk.Broker.Hold(Desk.Aig, 6, 50m);
        await desk.RunAsync();

        var report = await desk.RunAtAsync(11, 30);

        Assert.Contains(report.Actions, action => action.Sentence.Length > 0 && desk.Book.Find(action.Subject)!.Reason == "time is up");
    }

    [Fact]
    [Trait("Bug", "C4.24")]
    public async Task Positions_that_cannot_be_read_are_not_zero()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Broker.DeadReads.Add("positions");

        var report = await desk.RunAsync();

        Assert.Equal(("positions_unknown", 0), (report.EntriesShut, report.Submitted));
        Assert.Contains(desk.Desk.Notifier.Told, alert => alert.Code == "broker-unreadable");
    }

    [Fact]
    [Trait("Bug", "C4.26")]
    public async Task A_market_clock_that_cannot_be_read_blocks_entries()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Broker.DeadReads.Add("clock");

        var report = await desk.RunAsync();

        Assert.Equal((0, 1), (report.Submitted, report.Errors));
        Assert.Equal(["market_closed"], report.Blocks.Keys);
    }

    [Fact]
    [Trait("Bug", "C4.26")]
    public async Task An_account_that_cannot_be_read_shuts_entries()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Broker.DeadReads.Add("account");

        var report = await desk.RunAsync();

        Assert.Equal((0, 1), (report.Submitted, report.Errors));
        Assert.StartsWith("losses_unknown", report.EntriesShut, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Bug", "C4.23")]
    public async Task Without_a_price_nothing_is_bought()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Market.IsDown = true;

        var report = await desk.RunAsync();

        Assert.Equal(0, report.Submitted);
        Assert.Contains("minutes could not be read", Assert.Single(report.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stale_watchlist_shuts_entries_and_exits_go_on()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();

        var noon = await desk.RunAtAsync(12, 0, new LocalDate(2013, 10, 8));
        Assert.StartsWith("watchlist: Watchlist is not from today", noon.EntriesShut, StringComparison.Ordinal);
        var report = await desk.RunAtAsync(15, 40, new LocalDate(2013, 10, 11));

        Assert.StartsWith("outside_entry_hours", report.EntriesShut, StringComparison.Ordinal);
        Assert.Equal(2, report.Submitted);
    }

    [Theory]
    [InlineData(9, 49, false)]
    [InlineData(9, 50, true)]
    [InlineData(15, 29, true)]
    [InlineData(15, 30, false)]
    public async Task Entries_wait_for_the_delay_and_end_before_the_close(int hour, int minute, bool entered)
    {
        using var desk = await CycleDesk.OpenAsync();
        Assert.Equal(entered ? 1 : 0, (await desk.RunAtAsync(hour, minute)).Submitted);
    }

    [Fact]
    public async Task The_rank_decides_and_not_the_alphabet()
    {
        var options = new DeskOptions { Limits = RiskLimits.Paper with { NewPositionsPerDay = 2 } };
        using var desk = await CycleDesk.OpenAsync(options, CycleDesk.Candidate("ZZ"), CycleDesk.Candidate("MM"), CycleDesk.Candidate("AA"));

        var report = await desk.RunAsync();

        Assert.Equal(["ZZ", "MM"], report.Actions.Select(action => action.Symbol));
        Assert.Equal(1, report.Blocks["max_new_positions"]);
    }

    [Theory]
    [InlineData(5100, 5005, "invalid_target", 0)]
    [InlineData(5005, 5200, null, 1)]
    [InlineData(5100, 5200, null, 2)]
    public async Task A_target_at_or_below_the_limit_is_no_target(int firstCents, int secondCents, string? code, int orders)
    {
        using var desk = await CycleDesk.OpenAsync(null, CycleDesk.Candidate(first: firstCents / 100m, second: secondCents / 100m));

        var report = await desk.RunAsync();

        Assert.Equal(code, report.Blocks.Keys.SingleOrDefault());
        Assert.Equal(orders, desk.Broker.Count("submit"));
        Assert.Equal(orders == 1 ? [26m] : orders == 2 ? [13m, 13m] : [], desk.Broker.All.Where(order => order.ParentId is null).Select(order => order.Quantity.Value));
    }

    [Fact]
    public async Task One_share_is_one_bracket_to_the_second_target()
    {
        using var desk = await CycleDesk.OpenAsync(null, CycleDesk.Candidate(price: 1000m, level: 990m, stop: 980m, first: 1010m, second: 1020m));
        await desk.RunAsync();
        Assert.Equal(1020m, desk.Broker.Leg(First, BracketLeg.TakeProfit).LimitPrice!.Value.Value);
        Assert.Equal(1, desk.Broker.Count("submit"));
    }

    [Fact]
    public async Task An_unfilled_entry_is_cancelled_at_the_cutoff()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        Assert.Empty((await desk.RunAtAsync(15, 29)).Actions);

        var report = await desk.RunAtAsync(15, 30);

        Assert.Equal(["cancel", "cancel"], report.Actions.Select(action => action.What));
        Assert.Empty(desk.Book.Open);
    }

    [Fact]
    public async Task The_rest_of_a_partly_filled_entry_is_cancelled_and_its_shares_get_a_stop()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        desk.Broker.Fill(desk.Broker.ByClient(First), 4, 50m);
        Assert.Empty((await desk.RunAsync()).Actions);
        desk.Desk.Clock.Advance(Duration.FromMinutes(2));

        var report = await desk.RunAsync();

        Assert.Equal(["cancel", "stop"], report.Actions.Select(action => action.What));
        var stop = desk.Broker.ByClient("20131007-swing-AIG-sell-1");
        Assert.Equal((OrderType.Stop, TimeInForce.Gtc, 4m, new Price(48m)), (stop.Type, stop.TimeInForce, stop.Quantity.Value, stop.StopPrice));
        Assert.Empty((await desk.RunAsync()).Actions);
    }

    [Fact]
    public async Task Shares_without_an_exit_below_their_stop_are_sold()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        desk.Broker.Fill(desk.Broker.ByClient(First), 4, 50m);
        desk.Market.Prices[Desk.Aig] = 47.9m;

        await desk.RunAsync();
        await desk.RunAsync();

        var sell = desk.Broker.ByClient("20131007-swing-AIG-sell-1");
        Assert.Equal((OrderType.Market, 4m), (sell.Type, sell.Quantity.Value));
    }

    [Fact]
    public async Task After_the_first_target_the_other_stop_rises_to_the_price_paid()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync(49.95m);
        desk.Market.Prices[Desk.Aig] = 51.2m;
        desk.Broker.Fill(desk.Broker.Leg(First, BracketLeg.TakeProfit), 13, 51m);

        var report = await desk.RunAsync();

        Assert.Equal(["stop"], report.Actions.Select(action => action.What));
        Assert.Equal(49.95m, desk.Broker.Leg(Second, BracketLeg.StopLoss).StopPrice!.Value.Value);
        Assert.Equal(0, desk.Broker.Count("cancel"));
        Assert.Empty((await desk.RunAsync()).Actions);
    }

    [Fact]
    public async Task The_stop_rises_under_the_last_daily_swing_low_and_never_falls()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        desk.Market.Daily[Desk.Aig] = Daily(47.5, 49.0, 48.8, 49.5);
        desk.Market.Prices[Desk.Aig] = 51m;

        await desk.RunAsync();

        Assert.Equal(48.70m, desk.Broker.Leg(First, BracketLeg.StopLoss).StopPrice!.Value.Value);
        desk.Market.Daily[Desk.Aig] = Daily(48.0, 47.0, 49.0);
        Assert.Empty((await desk.RunAtAsync(11, 0, new LocalDate(2013, 10, 8))).Actions);
    }

    [Fact]
    [Trait("Bug", "C2.6")]
    public async Task On_the_fifth_session_the_take_profit_is_replaced_by_a_limit_that_sells_now()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        Assert.Empty((await desk.RunAtAsync(15, 59, new LocalDate(2013, 10, 10))).Actions);
        Assert.Empty((await desk.RunAtAsync(15, 29, new LocalDate(2013, 10, 11))).Actions);

        var report = await desk.RunAtAsync(15, 30, new LocalDate(2013, 10, 11));

        Assert.Equal(["exit", "exit"], report.Actions.Select(action => action.What));
        Assert.Equal(49.87m, desk.Broker.Leg(First, BracketLeg.TakeProfit).LimitPrice!.Value.Value);
        Assert.Equal((0, 2), (desk.Broker.Count("cancel"), desk.Broker.Count("submit")));
        Assert.Equal(BrokerOrderStatus.New, desk.Broker.Leg(First, BracketLeg.StopLoss).Status);
        Assert.Empty((await desk.RunAtAsync(15, 31, new LocalDate(2013, 10, 11))).Actions);
    }

    [Fact]
    [Trait("Bug", "C5.38")]
    public async Task A_symbol_that_was_held_before_does_not_lend_its_age()
    {
        var options = new DeskOptions { Policies = [ExitPolicy.Intraday], Limits = RiskLimits.Paper with { CooldownSeconds = 0 } };
        using var desk = await CycleDesk.OpenAsync(options);
        await desk.HoldAsync();
        desk.Broker.Fill(desk.Broker.Leg("20131007-intraday-AIG-buy-1", BracketLeg.TakeProfit), 26, 50.5m);
        await desk.RunAtAsync(11, 40);
        desk.Broker.Fill(desk.Broker.ByClient("20131007-intraday-AIG-buy-2"), 26, 50m);

        Assert.Empty((await desk.RunAtAsync(11, 41)).Actions);
        Assert.Empty((await desk.RunAtAsync(12, 40)).Actions);
        Assert.Equal(["exit"], (await desk.RunAtAsync(12, 41)).Actions.Select(action => action.What));
    }

    [Fact]
    public async Task Intraday_takes_one_percent_stops_at_half_and_is_flat_by_the_close()
    {
        using var desk = await CycleDesk.OpenAsync(new DeskOptions { Policies = [ExitPolicy.Intraday with { MaxHolding = null }] });
        await desk.HoldAsync();
        const string id = "20131007-intraday-AIG-buy-1";
        Assert.Equal((50.55m, 49.79m), (desk.Broker.Leg(id, BracketLeg.TakeProfit).LimitPrice!.Value.Value, desk.Broker.Leg(id, BracketLeg.StopLoss).StopPrice!.Value.Value));

        Assert.Empty((await desk.RunAtAsync(15, 49)).Actions);
        Assert.Equal(["exit"], (await desk.RunAtAsync(15, 50)).Actions.Select(action => action.What));
    }

    [Fact]
    [Trait("Bug", "C3.22")]
    public async Task What_the_desk_did_not_buy_is_alerted_once_and_left_alone()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Broker.Hold(Symbol.Parse("IBM"), 30, 180);
        desk.Broker.ByHand(Symbol.Parse("IBM"), OrderSide.Sell, 30, 190);
        desk.Broker.Hold(Desk.Aig, 5, 50);

        await desk.RunAsync();
        var report = await desk.RunAsync();

        Assert.Empty(report.Actions);
        Assert.Equal(["AIG", "IBM"], desk.Desk.Notifier.Told.Where(alert => alert.Code == "position-external").Select(alert => alert.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(0, desk.Broker.Count("submit") + desk.Broker.Count("cancel"));
    }

    [Fact]
    public async Task The_kill_switch_cancels_working_entries_and_close_only_leaves_exits_alone()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        desk.Broker.Fill(desk.Broker.ByClient(First), 13, 50m);
        await desk.Desk.Kill.EscalateAsync(KillMode.CloseOnly, "http", "anna", "test", default);

        var report = await desk.RunAsync();

        Assert.Equal([Second], report.Actions.Select(action => action.Subject));
        Assert.Equal(BrokerOrderStatus.New, desk.Broker.Leg(First, BracketLeg.StopLoss).Status);
        Assert.Equal("kill_switch: close_only", report.EntriesShut);
    }

    [Fact]
    [Trait("Bug", "C2.5")]
    public async Task A_refused_exit_is_not_sent_again_each_cycle()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        desk.Market.Daily[Desk.Aig] = Daily(47.5, 49.0, 48.8, 49.5);
        desk.Market.Prices[Desk.Aig] = 51m;
        desk.Broker.Moods.Enqueue(Trading.Tests.Support.BrokerMood.Refuses);
        desk.Broker.Moods.Enqueue(Trading.Tests.Support.BrokerMood.Refuses);

        await desk.RunAsync();
        Assert.Empty((await desk.RunAsync()).Actions);
        desk.Desk.Clock.Advance(Duration.FromMinutes(6));
        Assert.Equal(2, (await desk.RunAsync()).Submitted);
    }

    [Fact]
    public async Task A_paused_loop_manages_exits_and_makes_no_entries()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.Loop.SetAsync(LoopMode.Paused, "anna", "lunch", default);
        Assert.Equal("paused", (await desk.RunAsync()).EntriesShut);
        Assert.Equal(0, desk.Broker.Count("submit"));
    }

    [Fact]
    public async Task A_heartbeat_every_cycle_and_a_decision_only_when_something_happened()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAtAsync(9, 31);
        Assert.Empty(await desk.DecisionsAsync());
        await desk.RunAtAsync(10, 30);
        await desk.RunAtAsync(10, 31);

        var decision = Assert.Single(await desk.DecisionsAsync());
        Assert.Contains(First, decision, StringComparison.Ordinal);
        var beat = await ((IRecords)desk.Desk.Store).GetAsync("heartbeats", "desk", "execution-loop", default);
        Assert.Contains("\"cycle\":3", beat!.Json, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_close_ends_the_cycles_work()
    {
        using var desk = await CycleDesk.OpenAsync();
        Assert.Equal("market_closed", (await desk.RunAtAsync(16, 0)).EntriesShut);
        Assert.Empty(desk.Broker.Calls);
    }

    private static BarSeries Daily(params double[] lows)
    {
        var start = BarSeries.ToDay(new LocalDate(2013, 9, 2));
        return new BarSeries(Desk.Aig, lows.Length, [.. Enumerable.Range(start, lows.Length)], lows, [.. lows.Select(low => low + 1)], lows, lows, [.. lows.Select(_ => 1e6)]);
    }

    private static string Shape(CycleDesk desk) => string.Join('|', desk.Book.Orders.Select(order => $"{order.Id} {order.State} {order.Quantity} {order.LimitPrice} {order.StopPrice}"))
        + "#" + string.Join('|', desk.Broker.All.Select(order => $"{order.ClientOrderId} {order.Quantity}").Order(StringComparer.Ordinal));
}
