using NodaTime;
using Trading.Brokers;
using Trading.Orders;

namespace Trading.Tests.Shared.Reconciliation;

public sealed class UnresolvedOrderTests
{
    private const string Entry = "20131007-swing-AIG-buy-1";

    [Theory]
    [Trait("Bug", "C2.3")]
    [InlineData(OrderState.Unknown)]
    [InlineData(OrderState.Reserved)]
    public async Task One_that_arrived_after_all_is_found_by_its_id(OrderState state)
    {
        using var books = new Books();
        await books.OrderAsync(Entry, state);
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now);
        Assert.True(await books.Reconciler.HasUnresolvedAsync(default));
        await books.RunAsync();
        Assert.False(await books.Reconciler.HasUnresolvedAsync(default));
        Assert.Equal((OrderState.Filled, "b1"), (books.Book.View.Find(Entry)!.State, books.Book.View.Find(Entry)!.BrokerOrderId));
        Assert.Equal(Entry, Assert.Single(await books.Fills.OnAsync(Books.Monday, default)).OrderId);
    }

    [Theory]
    [Trait("Bug", "C2.3")]
    [InlineData(OrderState.Unknown)]
    [InlineData(OrderState.Reserved)]
    public async Task One_that_never_arrived_is_given_up_only_after_the_grace(OrderState state)
    {
        using var books = new Books();
        await books.OrderAsync(Entry, state);
        books.Clock.Advance(Duration.FromSeconds(29));
        await books.RunAsync();
        Assert.DoesNotContain($"find {Entry}", books.Broker.Calls);
        books.Clock.Advance(Duration.FromSeconds(150));
        await books.RunAsync();
        Assert.Equal(state, books.Book.View.Find(Entry)!.State);
        books.Clock.Advance(Duration.FromSeconds(1));
        var report = await books.RunAsync();
        Assert.Equal((OrderState.Rejected, "never arrived"), (books.Book.View.Find(Entry)!.State, books.Book.View.Find(Entry)!.Reason));
        Assert.Equal(1, report.BecameTerminal);
    }

    [Fact]
    public async Task One_given_up_that_turns_up_lives_again()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, OrderState.Unknown);
        books.Clock.Advance(Duration.FromMinutes(4));
        await books.RunAsync();
        books.Broker.Put("b1", Entry, books.Clock.Now);
        await books.RunAsync();
        Assert.Equal(OrderState.Submitted, books.Book.View.Find(Entry)!.State);
    }

    [Fact]
    public async Task A_broker_that_cannot_be_asked_about_one_is_not_taken_for_an_answer_and_does_not_stop_the_run()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, OrderState.Unknown);
        await books.OrderAsync("20131007-swing-AIG-buy-2", brokerId: "b2");
        books.Broker.Put("b2", "20131007-swing-AIG-buy-2", books.Clock.Now, filled: 1, status: BrokerOrderStatus.PartiallyFilled);
        books.Clock.Advance(Duration.FromHours(1));
        books.Broker.Dead.Add("find");
        var report = await books.RunAsync(withPositions: false);
        Assert.Equal(1, report.Errors);
        Assert.Equal(OrderState.Unknown, books.Book.View.Find(Entry)!.State);
        Assert.Equal(OrderState.PartiallyFilled, books.Book.View.Find("20131007-swing-AIG-buy-2")!.State);
    }

    [Fact]
    public async Task One_that_is_no_longer_listed_is_asked_for_and_its_end_is_taken()
    {
        using var books = new Books();
        await books.RunAsync();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now - Duration.FromHours(12), status: BrokerOrderStatus.Expired);
        await books.RunAsync();
        Assert.True(books.Book.View.Find(Entry)!.IsOpen);
        books.Clock.Advance(Duration.FromSeconds(30));
        await books.RunAsync();
        Assert.Equal(OrderState.Expired, books.Book.View.Find(Entry)!.State);
    }

    [Fact]
    public async Task One_that_the_broker_lost_ends_with_an_alert()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Clock.Advance(Duration.FromMinutes(1));
        await books.RunAsync();
        Assert.Equal((OrderState.Canceled, "gone from the broker"), (books.Book.View.Find(Entry)!.State, books.Book.View.Find(Entry)!.Reason));
        Assert.Contains(books.Notifier.Told, alert => alert.Code == "order-lost");
    }

    [Fact]
    public async Task Somebody_elses_order_that_is_no_longer_listed_has_ended()
    {
        using var books = new Books();
        books.Broker.Put("x1", "by-hand", books.Clock.Now);
        await books.RunAsync();
        books.Broker.Orders.Clear();
        books.Clock.Advance(Duration.FromMinutes(1));
        await books.RunAsync();
        Assert.False(books.Book.View.Find("external-x1")!.IsOpen);
        Assert.DoesNotContain(books.Broker.Calls, call => call.StartsWith("find", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_execution_waits_for_the_order_it_may_belong_to()
    {
        using var books = new Books();
        await books.OrderAsync(Entry, OrderState.Unknown);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now);
        Assert.Equal(0, (await books.RunAsync(withPositions: false)).FillsBooked);

        // Forty minutes on, far behind any overlap, the order is listed at last.
        books.Clock.Advance(Duration.FromMinutes(1));
        books.Broker.Execute("f2", "b1", OrderSide.Buy, 1, 50, books.Clock.Now + Duration.FromMinutes(39));
        books.Clock.Advance(Duration.FromMinutes(39));
        books.Broker.Put("b1", Entry, books.Clock.Now, quantity: 11, filled: 11, status: BrokerOrderStatus.Filled);
        Assert.Equal(2, (await books.RunAsync(withPositions: false)).FillsBooked);
        Assert.All(await books.Fills.OnAsync(Books.Monday, default), fill => Assert.Equal(Entry, fill.OrderId));
    }
}
