using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Tests.Shared.Orders;

public sealed class OrderStateMachineTests
{
    private static readonly Instant Now = Instant.FromUtc(2013, 10, 7, 14, 30);

    [Fact]
    [Trait("Bug", "C3.13")]
    public void Accepted_is_not_filled()
    {
        var after = OrderStateMachine.Apply(Ours(), Theirs(BrokerOrderStatus.Accepted, 0), Now);
        Assert.Equal((OrderState.Submitted, 0m, null), (after.State, after.Filled.Value, after.AverageFillPrice));
    }

    [Fact]
    [Trait("Bug", "C3.15")]
    public void A_partly_filled_order_that_is_cancelled_keeps_its_shares()
    {
        var partly = OrderStateMachine.Apply(Ours(), Theirs(BrokerOrderStatus.PartiallyFilled, 4), Now);
        var after = OrderStateMachine.Apply(partly, Theirs(BrokerOrderStatus.Canceled, 4), Now);
        Assert.Equal((OrderState.Canceled, 4m, new Price(50m)), (after.State, after.Filled.Value, after.AverageFillPrice));
    }

    [Theory]
    [Trait("Bug", "C3.15")]
    [InlineData(OrderState.Rejected)]
    [InlineData(OrderState.Expired)]
    [InlineData(OrderState.Canceled)]
    public void A_late_fill_promotes_an_order_that_was_written_off_and_clears_its_reason(OrderState state)
    {
        var after = OrderStateMachine.Apply(Ours() with { State = state, Reason = "gone", BrokerOrderId = "b1" }, Theirs(BrokerOrderStatus.Filled, 10), Now);
        Assert.Equal((OrderState.Filled, 10m, null), (after.State, after.Filled.Value, after.Reason));
    }

    [Fact]
    public void An_order_we_wrote_off_at_the_call_lives_when_the_broker_has_it() =>
        Assert.Equal(OrderState.Submitted, OrderStateMachine.Apply(Ours() with { State = OrderState.Rejected }, Theirs(BrokerOrderStatus.New, 0), Now).State);

    [Fact]
    [Trait("Bug", "C3.16")]
    public void Fractions_of_a_share_are_read() =>
        Assert.Equal(1.5m, OrderStateMachine.Apply(Ours(), Theirs(BrokerOrderStatus.PartiallyFilled, 1.5m), Now).Filled.Value);

    [Fact]
    public void The_same_news_twice_changes_nothing()
    {
        var once = OrderStateMachine.Apply(Ours(), Theirs(BrokerOrderStatus.PartiallyFilled, 4), Now);
        Assert.Same(once, OrderStateMachine.Apply(once, Theirs(BrokerOrderStatus.PartiallyFilled, 4), Now + Duration.FromMinutes(1)));
    }

    [Fact]
    public void Whatever_the_order_of_the_news_nothing_goes_backwards()
    {
        var news = ArbMap.Default.GeneratorFor<(int Status, int Filled)>()
            .Select(pair => Theirs((BrokerOrderStatus)(1 + (Math.Abs(pair.Status % 16))), Math.Abs(pair.Filled % 11)));
        Prop.ForAll(Gen.ListOf(news).ToArbitrary(), all =>
        {
            var order = Ours();
            foreach (var one in all)
            {
                var next = OrderStateMachine.Apply(order, one, Now);
                Assert.True(next.Filled >= order.Filled);
                Assert.True(order.IsOpen || !next.IsOpen, $"{order.State} came back as {next.State}");
                Assert.False(order.State == OrderState.Filled && next.State != OrderState.Filled);
                order = next;
            }
        }).Check(Config.QuickThrowOnFailure.WithReplay(20131007, 1));
    }

    internal static Order Ours() => Desk.Entry(shares: 10).Reserve(Desk.Entry(shares: 10).Parts[0] with { Quantity = new Quantity(10) }, Now);

    internal static BrokerOrder Theirs(BrokerOrderStatus status, decimal filled) => new(
        "b1", "20131007-swing-AIG-buy-1", null, null, Desk.Aig, OrderSide.Buy, OrderType.Limit, TimeInForce.Gtc, new Quantity(10), new Quantity(filled),
        filled > 0 ? new Price(50m) : null, new Price(50m), null, status, Now, Now, null, null, []);
}
