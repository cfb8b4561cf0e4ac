using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Execution.Requests;
using Trading.Market;
using Trading.Orders;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Execution;

/// <summary>A person asks that shares be sold: they are, no more than those, and what stays has its stop.</summary>
public sealed class RequestedExitTests
{
    private const string First = "20131007-swing-AIG-buy-1";
    private const string Second = "20131007-swing-AIG-buy-2";

    [Fact]
    public async Task Half_of_two_brackets_is_one_of_them_drawn_to_the_market_while_its_stop_rests()
    {
        using var desk = await HeldAsync();

        var answer = await Exits(desk).ReduceAsync(Desk.Aig, Half, "anna", "too large", default);
        var report = await desk.RunAsync();

        Assert.Equal([(First, 13m, 0m)], answer.Exits.Select(exit => (exit.EntryId, exit.Held, exit.Keep)));
        Assert.Equal(["exit"], report.Actions.Select(action => action.What));
        Assert.Equal(49.87m, desk.Broker.Leg(First, BracketLeg.TakeProfit).LimitPrice!.Value.Value);
        Assert.Contains(desk.Book.ExitsOf(First), exit => exit is { Leg: BracketLeg.StopLoss, IsOpen: true });
        Assert.Equal(52m, desk.Broker.Leg(Second, BracketLeg.TakeProfit).LimitPrice!.Value.Value);
    }

    [Fact]
    [Trait("Bug", "C2.6")]
    public async Task What_does_not_fit_a_bracket_is_freed_first_then_protected_then_sold_in_one_pass()
    {
        using var desk = await HeldAsync();

        await Exits(desk).ReduceAsync(Desk.Aig, held => held - 5m, "anna", "too large", default);
        var report = await desk.RunAsync();

        Assert.Equal(["cancel", "stop", "exit"], report.Actions.Select(action => action.What));
        Assert.Equal((8m, 48m), StopOf(desk));
        var sale = desk.Broker.All.Single(order => order is { Type: OrderType.Market, Side: OrderSide.Sell });
        Assert.Equal(5m, sale.Quantity.Value);
        Assert.Equal(26m, desk.Book.ClaimedBySells(Desk.Aig).Value);

        desk.Broker.Fill(sale, 5m, 50m);
        Assert.Empty((await desk.RunAsync()).Actions);
        Assert.Empty(await Requests(desk).OpenAsync(default));
        Assert.Equal(21m, desk.Book.Owned(Desk.Aig));
    }

    [Fact]
    public async Task Everything_goes_and_working_entries_are_taken_back()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        desk.Broker.Fill(desk.Broker.ByClient(First), 13, 50m);
        await desk.RunAsync();

        var answer = await Exits(desk).CloseAllAsync("anna", "news", default);
        await desk.RunAsync();

        Assert.Equal([(Second, OrderState.Canceled)], answer.Cancelled.Select(line => (line.Id, line.State)));
        Assert.Equal([First], answer.Exits.Select(exit => exit.EntryId));
        Assert.Equal(49.87m, desk.Broker.Leg(First, BracketLeg.TakeProfit).LimitPrice!.Value.Value);
        Assert.Equal([First], (await Requests(desk).OpenAsync(default)).Select(request => request.EntryId));
    }

    [Fact]
    [Trait("Bug", "C4.33")]
    public async Task A_close_is_not_given_up_when_no_price_is_known_the_legs_go_and_the_shares_are_sold_at_the_market()
    {
        using var desk = await HeldAsync();
        desk.Market.Prices.Remove(Desk.Aig);

        await Exits(desk).CloseAllAsync("anna", "the feed is down", default);
        var report = await desk.RunAsync();

        Assert.Equal(["cancel", "exit", "cancel", "exit"], report.Actions.Select(action => action.What));
        Assert.Equal([13m, 13m], desk.Broker.All.Where(order => order is { Type: OrderType.Market, Side: OrderSide.Sell }).Select(order => order.Quantity.Value));
    }

    [Fact]
    [Trait("Bug", "C2.5")]
    public async Task Asking_twice_and_passing_twice_sells_once()
    {
        using var desk = await HeldAsync();
        desk.Market.Prices.Remove(Desk.Aig);
        await Exits(desk).CloseAllAsync("anna", "out", default);
        await Exits(desk).CloseAllAsync("ben", "out", default);

        await desk.RunAsync();
        await desk.RunAsync();
        using var next = desk.Restart();
        await next.RunAsync();

        Assert.Equal(26m, desk.Broker.All.Where(order => order is { Type: OrderType.Market, Side: OrderSide.Sell }).Sum(order => order.Quantity.Value));
    }

    [Theory]
    [InlineData("positions")]
    [InlineData("clock")]
    public async Task Nothing_that_protects_is_cancelled_while_the_sale_could_not_follow(string dead)
    {
        using var desk = await HeldAsync();
        desk.Market.Prices.Remove(Desk.Aig);
        desk.Broker.DeadReads.Add(dead);
        await Exits(desk).CloseAllAsync("anna", "out", default);

        await desk.RunAsync();

        Assert.Equal(0, desk.Broker.Count("cancel"));
        Assert.Equal(2, (await Requests(desk).OpenAsync(default)).Count);
    }

    [Fact]
    public async Task Under_close_only_it_is_sold_and_under_halt_all_it_is_refused_and_the_stops_stay()
    {
        using var desk = await HeldAsync();
        await desk.Desk.Kill.EscalateAsync(KillMode.CloseOnly, "http", "anna", "test", default);
        await Exits(desk).ReduceAsync(Desk.Aig, Half, "anna", "test", default);
        Assert.Equal(1, (await desk.RunAsync()).Submitted);

        await desk.Desk.Kill.EscalateAsync(KillMode.HaltAll, "http", "anna", "test", default);
        var refused = await Exits(desk).CloseAllAsync("anna", "test", default);

        Assert.Equal("kill_switch", refused.Refusal?.Code);
        Assert.Equal(0, (await desk.RunAsync()).Actions.Count(action => action.What == "cancel"));
    }

    [Fact]
    public async Task A_halt_that_comes_while_the_desk_is_read_leaves_what_protects()
    {
        using var desk = await HeldAsync();
        await Exits(desk).ReduceAsync(Desk.Aig, held => held - 5m, "anna", "too large", default);
        var isHalted = false;
        desk.Desk.Store.Fails = key =>
        {
            if (key == "risk/paper/marks" && !isHalted)
            {
                isHalted = true;
                desk.Desk.Kill.EscalateAsync(KillMode.HaltAll, KillSources.Http, "anna", "test", default).AsTask().GetAwaiter().GetResult();
            }

            return false;
        };

        Assert.Empty((await desk.RunAsync()).Actions);
        Assert.True(isHalted);
        Assert.Equal(2, desk.Book.Open.Count(order => order.Leg == BracketLeg.StopLoss));
    }

    [Fact]
    [Trait("Bug", "C2.6")]
    public async Task A_cancel_that_is_refused_leaves_the_stop_and_is_asked_for_again()
    {
        using var desk = await HeldAsync();
        await Exits(desk).ReduceAsync(Desk.Aig, held => held - 5m, "anna", "test", default);
        desk.Broker.Moods.Enqueue(BrokerMood.Refuses);

        await desk.RunAsync();
        Assert.Equal((0, 2), (desk.Broker.All.Count(order => order.Type == OrderType.Market), desk.Book.Open.Count(order => order.Leg == BracketLeg.StopLoss)));
        await desk.RunAsync();

        Assert.Equal((8m, 48m), StopOf(desk));
    }

    [Fact]
    public async Task A_sale_that_is_refused_is_told()
    {
        using var desk = await HeldAsync();
        desk.Market.Prices.Remove(Desk.Aig);
        await Exits(desk).CloseAllAsync("anna", "out", default);
        desk.Broker.Moods.Enqueue(BrokerMood.Takes);
        desk.Broker.Moods.Enqueue(BrokerMood.Refuses);

        await desk.RunAsync();

        Assert.Contains(desk.Desk.Notifier.Told, alert => alert is { Code: "position-unprotected", Subject: "AIG" });
        desk.Desk.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal(1, (await desk.RunAsync()).Submitted);
    }

    [Fact]
    [Trait("Bug", "C3.22")]
    public async Task What_others_bought_is_not_sold()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Broker.Hold(Desk.Aig, 30, 50);
        desk.Broker.ByHand(Desk.Aig, OrderSide.Sell, 30, 60);
        await desk.RunAsync();

        var one = await Exits(desk).ReduceAsync(Desk.Aig, Half, "anna", "test", default);
        var all = await Exits(desk).CloseAllAsync("anna", "test", default);
        await desk.RunAsync();

        Assert.Equal("unknown", one.Refusal?.Code);
        Assert.Empty(all.Exits);
        Assert.Equal(0, desk.Broker.Count("cancel") + desk.Broker.Count("submit"));
    }

    [Fact]
    public void A_split_keeps_what_was_asked_for_and_splits_one_lot_at_most()
    {
        var cases = from lots in Gen.Choose(1, 60).NonEmptyListOf().Select(list => list.Select(shares => new Quantity(shares)).ToList())
                    from keep in Gen.Choose(0, (int)lots.Sum(lot => lot.Value))
                    select (lots, keep);
        Prop.ForAll(Arb.From(cases), given =>
        {
            var kept = Reduction.Split(given.lots, given.keep);
            return kept.Sum(lot => lot.Value) == given.keep
                && kept.Zip(given.lots).All(pair => pair.First <= pair.Second)
                && kept.Zip(given.lots).Count(pair => !pair.First.IsZero && pair.First != pair.Second) <= 1;
        }).QuickCheckThrowOnFailure();
    }

    private static decimal? Half(decimal held) => decimal.Floor(held * 0.5m);

    private static (decimal Quantity, decimal Price) StopOf(CycleDesk desk)
    {
        var stop = desk.Broker.All.Single(order => order is { ParentId: null, Type: OrderType.Stop, Status: BrokerOrderStatus.New });
        return (stop.Quantity.Value, stop.StopPrice!.Value.Value);
    }

    // Thirteen shares in each of two brackets, stop 48, targets 51 and 52.
    private static async Task<CycleDesk> HeldAsync()
    {
        var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        await desk.RunAsync();
        return desk;
    }

    private static ExitRequestBook Requests(CycleDesk desk) => new(desk.Desk.Store, desk.Broker.Account, desk.Desk.Journal, desk.Desk.Clock);

    private static OperatorExits Exits(CycleDesk desk) => new(desk.Desk.Book, new OrderCancels(desk.Desk.Book, desk.Desk.Gateway), Requests(desk), desk.Desk.Kill);
}
