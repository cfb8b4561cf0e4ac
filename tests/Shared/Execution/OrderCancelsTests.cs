using Trading.Brokers;
using Trading.Execution.Requests;
using Trading.Market;
using Trading.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Execution;

/// <summary>Cancel all: ours, never others'; what protects only when it is said twice.</summary>
public sealed class OrderCancelsTests
{
    private const string First = "20131007-swing-AIG-buy-1";
    private const string Second = "20131007-swing-AIG-buy-2";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Bug", "C3.22")]
    public async Task Others_orders_are_never_cancelled_and_stops_only_when_asked_for(bool protective)
    {
        using var desk = await MixedAsync();

        var lines = await new OrderCancels(desk.Desk.Book, desk.Desk.Gateway).AllAsync(protective, "anna", "clean up", default);

        Assert.Equal(protective ? 3 : 1, lines.Count);
        Assert.All(lines, line => Assert.Null(line.Why));
        Assert.Contains(lines, line => line is { Id: Second, Kind: "entry", State: OrderState.Canceled });
        Assert.Equal(protective ? 0 : 2, desk.Broker.All.Count(order => order is { Symbol: var symbol, ParentId: not null, Status: BrokerOrderStatus.New } && symbol.ToString() == "AIG"));
        Assert.Equal(BrokerOrderStatus.New, desk.Broker.All.Single(order => order.Symbol.ToString() == "IBM").Status);
    }

    [Fact]
    public async Task What_could_not_be_cancelled_says_why()
    {
        using var desk = await MixedAsync();
        desk.Broker.Moods.Enqueue(BrokerMood.LosesIt);

        var line = Assert.Single(await new OrderCancels(desk.Desk.Book, desk.Desk.Gateway).AllAsync(protective: false, "anna", "clean up", default));

        Assert.Equal((Second, OrderState.Submitted, "connection reset"), (line.Id, line.State, line.Why));
    }

    // One entry filled with its legs resting, one working, one order by hand.
    private static async Task<CycleDesk> MixedAsync()
    {
        var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        desk.Broker.Fill(desk.Broker.ByClient(First), 13, 50m);
        desk.Broker.ByHand(Symbol.Parse("IBM"), OrderSide.Buy, 5, 100m);
        await desk.RunAsync();
        return desk;
    }
}
