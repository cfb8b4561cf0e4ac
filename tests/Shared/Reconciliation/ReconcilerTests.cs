using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Market;
using Trading.Orders;
using Trading.Storage;

namespace Trading.Tests.Shared.Reconciliation;

public sealed class ReconcilerTests
{
    private const string Entry = "20131007-swing-AIG-buy-1";

    [Fact]
    [Trait("Bug", "C3.13")]
    public async Task An_accepted_order_is_not_a_filled_one()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, OrderState.Unknown);
        books.Broker.Put("b1", Entry, books.Clock.Now, status: BrokerOrderStatus.Accepted);
        var report = await books.RunAsync();
        var order = books.Book.View.Find(Entry)!;
        Assert.Equal((OrderState.Submitted, 0m, null), (order.State, order.Filled.Value, order.AverageFillPrice));
        Assert.Equal((1, 1, 0, 0, 0), (report.PendingFound, report.Updated, report.BecameTerminal, report.Unchanged, report.FillsBooked));
    }

    [Fact]
    [Trait("Bug", "C3.15")]
    public async Task A_partly_filled_and_canceled_order_keeps_what_was_executed()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 4, status: BrokerOrderStatus.Canceled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 4, 50, books.Clock.Now);
        var report = await books.RunAsync();
        var order = books.Book.View.Find(Entry)!;
        Assert.Equal((OrderState.Canceled, 4m), (order.State, order.Filled.Value));
        Assert.Equal((1, 1), (report.BecameTerminal, report.FillsBooked));
        var fill = Assert.Single(await books.Fills.OnAsync(Books.Monday, default));
        Assert.Equal((Entry, "swing", $"chain-{Entry}", false), (fill.OrderId, fill.Strategy, fill.CorrelationId, fill.IsExternal));
    }

    [Fact]
    [Trait("Bug", "C2.7")]
    [Trait("Bug", "C2.9")]
    public async Task Every_execution_of_an_order_is_booked_and_each_once()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 3, 50, books.Clock.Now);
        books.Broker.Execute("f2", "b1", OrderSide.Buy, 5, 50, books.Clock.Now);
        books.Broker.Execute("f3", "b1", OrderSide.Buy, 2, 50, books.Clock.Now);
        Assert.Equal(3, (await books.RunAsync()).FillsBooked);
        Assert.Equal(0, (await books.RunAsync()).FillsBooked);
        books.Build();
        Assert.Equal(0, (await books.RunAsync()).FillsBooked);
        Assert.Equal(10m, (await books.Fills.OnAsync(Books.Monday, default)).Sum(fill => fill.Quantity.Value));
        Assert.Equal(3, (await books.EventsAsync("fill-booked")).Count);
    }

    [Fact]
    [Trait("Bug", "C2.12")]
    public async Task The_cursor_outlives_a_restart_and_late_news_is_found()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 6, status: BrokerOrderStatus.PartiallyFilled);
        books.Broker.Execute("f2", "b1", OrderSide.Buy, 3, 50, books.Clock.Now);
        await books.RunAsync();

        // Told late, executed nine minutes before the newest one we hold, in another process.
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 3, 50, books.Clock.Now - Duration.FromMinutes(9));
        books.Clock.Advance(Duration.FromHours(3));
        books.Build();
        Assert.Equal(1, (await books.RunAsync(withPositions: false)).FillsBooked);
    }

    [Fact]
    [Trait("Bug", "C2.12")]
    public async Task An_execution_told_too_late_for_the_overlap_is_fetched_when_positions_differ()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f2", "b1", OrderSide.Buy, 5, 50, books.Clock.Now);
        await books.RunAsync(withPositions: false);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 5, 50, books.Clock.Now - Duration.FromMinutes(25));
        books.Clock.Advance(Duration.FromMinutes(2));
        Assert.Equal(1, Assert.Single((await books.RunAsync()).Differences).Looks);
        books.Clock.Advance(Duration.FromMinutes(2));
        var report = await books.RunAsync();
        Assert.Empty(report.Differences);
        Assert.Equal(1, report.FillsBooked);
    }

    [Fact]
    [Trait("Bug", "C3.17")]
    [Trait("Bug", "C3.18")]
    public async Task A_bracket_leg_has_its_own_row_and_its_own_executions()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        var now = books.Clock.Now;
        books.Broker.Put("b1", Entry, now, filled: 10, status: BrokerOrderStatus.Filled, legs: [ScriptedBroker.Leg("b2", "b1", BracketLeg.TakeProfit, now), ScriptedBroker.Leg("b3", "b1", BracketLeg.StopLoss, now)]);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, now);
        await books.RunAsync();

        // The parent does not change any more; its leg does.
        books.Clock.Advance(Duration.FromHours(2));
        var later = books.Clock.Now;
        books.Broker.Put("b1", Entry, now, filled: 10, status: BrokerOrderStatus.Filled, legs:
            [ScriptedBroker.Leg("b2", "b1", BracketLeg.TakeProfit, later, 10, BrokerOrderStatus.Filled), ScriptedBroker.Leg("b3", "b1", BracketLeg.StopLoss, later, 0, BrokerOrderStatus.Canceled)]);
        books.Broker.Execute("f2", "b2", OrderSide.Sell, 10, 52, later, fee: 0.01m);
        var report = await books.RunAsync();
        Assert.Equal((1, 2, 1), (report.Closed, report.BecameTerminal, report.FillsBooked));
        Assert.Equal(OrderState.Filled, books.Book.View.Find(Entry + ".take-profit")!.State);
        Assert.Equal(OrderState.Canceled, books.Book.View.Find(Entry + ".stop-loss")!.State);
        var fills = await books.Fills.OnAsync(Books.Monday, default);
        Assert.Equal(Entry + ".take-profit", fills[1].OrderId);
        Assert.Equal(20m, FifoLedger.Run([], fills).Matches.Single().Gross);
        Assert.Empty(report.Differences);
    }

    [Fact]
    [Trait("Bug", "C3.19")]
    public async Task The_hundred_and_first_order_is_looked_at_too()
    {
        using var books = new Books();
        for (var i = 1; i <= 250; i++)
        {
            var id = $"20131007-swing-AIG-buy-{i}";
            await books.OrderAsync(id, brokerId: $"b{i}");
            books.Broker.Put($"b{i}", id, books.Clock.Now, filled: 0, status: BrokerOrderStatus.Canceled);
        }

        var report = await books.RunAsync(withPositions: false);
        Assert.Equal((250, 250), (report.PendingFound, report.BecameTerminal));
        Assert.Empty(books.Book.View.Open);
    }

    [Fact]
    [Trait("Bug", "C4.24")]
    public async Task Positions_that_could_not_be_fetched_are_not_zero()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now);
        await books.RunAsync();
        var before = await books.Positions.ReadAsync(default);
        Assert.Equal(10m, Assert.Single(before!.Positions).Broker);
        books.Broker.Dead.Add("positions");
        books.Clock.Advance(Duration.FromMinutes(2));
        await Assert.ThrowsAsync<BrokerException>(async () => await books.RunAsync());
        var after = await books.Positions.ReadAsync(default);
        Assert.Equal(before.At, after!.At);
        Assert.Equal(10m, Assert.Single(after.Positions).Broker);
        Assert.Equal(10m, books.Book.View.Owned(Symbol.Parse("AIG")));
    }

    [Fact]
    [Trait("Bug", "C4.25")]
    public async Task A_failed_step_does_not_take_the_others_with_it_and_the_next_run_works()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now);
        books.Broker.Dead.Add("positions");
        await Assert.ThrowsAsync<BrokerException>(async () => await books.RunAsync());
        Assert.Equal(OrderState.Filled, books.Book.View.Find(Entry)!.State);
        Assert.Single(await books.Fills.OnAsync(Books.Monday, default));
        books.Broker.Dead.Clear();
        Assert.Empty((await books.RunAsync()).Differences);
    }

    [Theory]
    [Trait("Bug", "C4.25")]
    [InlineData("orders")]
    [InlineData("fills")]
    public async Task A_fetch_that_fails_is_reported_and_changes_nothing(string read)
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Dead.Add(read);
        var writes = books.Store.Writes;
        await Assert.ThrowsAsync<BrokerException>(async () => await books.RunAsync());
        Assert.Equal(writes, books.Store.Writes);
        Assert.True(books.Book.View.Find(Entry)!.IsOpen);
    }

    [Fact]
    public async Task A_store_that_fails_is_reported_and_the_next_run_takes_up_the_rest()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now);
        books.Store.Fails = key => key.StartsWith("fills/", StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(async () => await books.RunAsync());
        books.Store.Fails = null;
        Assert.Equal(1, (await books.RunAsync()).FillsBooked);
    }

    [Fact]
    public async Task A_quiet_run_writes_nothing_but_the_age_of_the_positions()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now);
        await books.RunAsync();
        books.Clock.Advance(Duration.FromMinutes(1));
        await books.RunAsync(withPositions: false);
        var writes = books.Store.Writes;
        await books.RunAsync(withPositions: false);
        Assert.Equal(writes, books.Store.Writes);
        var report = await books.RunAsync(withPositions: true);
        Assert.Equal(writes + 1, books.Store.Writes);
        Assert.Equal((1, 0, 1), (report.PendingFound, report.Updated, report.Unchanged));
    }

    [Fact]
    public async Task Orders_and_executions_of_others_are_marked_alerted_once_and_left_alone()
    {
        using var books = new Books();
        await books.RunAsync();
        books.Broker.Put("x1", "by-hand", books.Clock.Now, symbol: "IBM", filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "x1", OrderSide.Buy, 10, 180, books.Clock.Now, symbol: "IBM");
        var report = await books.RunAsync();
        await books.RunAsync();
        Assert.Equal((1, 0), (report.External, report.Updated));
        Assert.True(books.Book.View.Find("external-x1")!.IsExternal);
        Assert.True(Assert.Single(await books.Fills.OnAsync(Books.Monday, default)).IsExternal);
        Assert.Equal(["order-external"], books.Notifier.Told.Select(alert => alert.Code));
        Assert.Single(await books.EventsAsync("order-external"));
        Assert.Empty(report.Differences);
        var view = Assert.Single((await books.Positions.ReadAsync(default))!.Positions);
        Assert.Equal((0m, 10m, 10m), (view.Ours, view.External, view.Broker));
    }

    [Fact]
    public async Task What_was_there_before_us_is_external_and_told_once()
    {
        using var books = new Books();
        books.Broker.Hold("IBM", 100, 180);
        books.Broker.Hold("GE", -7, 20);
        Assert.Empty((await books.RunAsync()).Differences);
        books.Build();
        Assert.Empty((await books.RunAsync()).Differences);
        var opening = (await books.Days.OpeningAsync(default))!;
        Assert.Equal((100_000m, 118_000m), (opening.Cash, opening.Equity));
        Assert.Equal(2, books.Notifier.Told.Count(alert => alert.Code == "position-external"));
        Assert.Equal(KillMode.Off, (await books.Kill.ReadAsync(default)).Mode);
    }

    [Fact]
    public async Task Books_opened_after_the_first_trades_leave_these_out_of_the_start()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now, fee: 0.25m);
        Assert.Empty((await books.RunAsync()).Differences);
        var opening = (await books.Days.OpeningAsync(default))!;
        Assert.Equal((100_000m, 0), (opening.Cash, opening.Lots.Count));
    }

    [Fact]
    public async Task Books_are_not_opened_on_reads_that_an_execution_fell_between()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.AfterFills = () => books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now);
        await books.RunAsync();
        Assert.Null(await books.Days.OpeningAsync(default));
        await books.RunAsync();
        Assert.Equal(100_000m, (await books.Days.OpeningAsync(default))!.Cash);
    }
}
