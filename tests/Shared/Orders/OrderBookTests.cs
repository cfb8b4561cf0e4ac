using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;
using Trading.Storage;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Orders;

public sealed class OrderBookTests
{
    private static readonly Instant Now = Instant.FromUtc(2013, 10, 7, 14, 30);

    [Fact]
    public async Task A_row_is_inserted_once()
    {
        var store = new MemoryStore();
        using var first = new OrderBook(store, "paper");
        using var second = new OrderBook(store, "paper");
        Assert.True(await first.ReserveAsync(OrderStateMachineTests.Ours(), default));
        Assert.False(await second.ReserveAsync(OrderStateMachineTests.Ours(), default));
        Assert.Single(second.View.Orders);
    }

    [Fact]
    public async Task Two_writers_do_not_lose_each_others_news()
    {
        var store = new MemoryStore();
        using var first = new OrderBook(store, "paper");
        using var second = new OrderBook(store, "paper");
        var order = OrderStateMachineTests.Ours();
        await first.ReserveAsync(order, default);
        await second.LoadAsync(default);

        await first.ChangeAsync(order.Id, ours => OrderStateMachine.Apply(ours, OrderStateMachineTests.Theirs(BrokerOrderStatus.Filled, 10), Now), default);
        await second.ChangeAsync(order.Id, ours => OrderStateMachine.Apply(ours, OrderStateMachineTests.Theirs(BrokerOrderStatus.PartiallyFilled, 4), Now), default);

        await first.LoadAsync(default);
        Assert.Equal((OrderState.Filled, 10m), (second.View.Find(order.Id)!.State, first.View.Find(order.Id)!.Filled.Value));
    }

    [Fact]
    public async Task An_order_survives_the_store_field_for_field()
    {
        using var desk = await Desk.OpenAsync();
        await desk.FillAsync(await desk.EnterAsync(Desk.Entry()), 50m);
        using var next = await desk.RestartAsync();
        Assert.All(desk.Book.View.Orders.Zip(next.Book.View.Orders), pair => Assert.Equal(pair.First.ToString(), pair.Second.ToString()));
        Assert.Equal(6, next.Book.View.Orders.Length);
    }

    [Fact]
    public async Task A_row_that_is_no_order_is_said_and_not_skipped()
    {
        var store = new MemoryStore();
        await ((IRecords)store).PutAsync("orders", "paper", "x", """{"id":"x","state":"Sleeping"}""", default);
        using var book = new OrderBook(store, "paper");
        Assert.Contains("order x cannot be read", (await Assert.ThrowsAsync<StorageException>(() => book.LoadAsync(default))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closed_orders_of_earlier_days_are_archived_but_not_those_that_explain_what_is_held()
    {
        using var desk = await Desk.OpenAsync();
        var held = await desk.EnterAsync(Desk.Entry("AIG", 1));
        await desk.FillAsync(held, 50m);
        await desk.Gateway.CancelAsync((await desk.EnterAsync(Desk.Entry("BAC", 1))).Orders[0], "test", default);
        Assert.Equal(0, await desk.Book.ArchiveAsync(Desk.Date, default));

        Assert.Equal(3, await desk.Book.ArchiveAsync(Desk.Date.PlusDays(1), default));

        Assert.All(desk.Book.View.Orders, order => Assert.Equal(Desk.Aig, order.Symbol));
        Assert.Equal(1m, desk.Book.View.Owned(Desk.Aig));
        Assert.Equal(3, (await ((IRecords)desk.Store).QueryAsync("ordersarchive", "paper", "", default)).Count);
    }

    [Fact]
    public void Two_brackets_of_one_decision_are_one_entry()
    {
        var intent = Desk.Entry();
        var view = new OrderBookView(intent.Parts.Select(part => intent.Reserve(part, Now)));
        var entry = Assert.Single(view.Entries);
        Assert.Equal((20m * 50m, Now), (entry.Notional, entry.At));
    }

    [Fact]
    public void A_leg_that_fills_in_part_leaves_the_other_what_the_broker_says()
    {
        var leg = OrderStateMachineTests.Ours() with { Side = OrderSide.Sell, State = OrderState.Submitted };
        var after = OrderStateMachine.Apply(leg, OrderStateMachineTests.Theirs(BrokerOrderStatus.New, 0) with { Quantity = new Quantity(6) }, Now);
        Assert.Equal(6m, after.Remaining.Value);
    }
}
