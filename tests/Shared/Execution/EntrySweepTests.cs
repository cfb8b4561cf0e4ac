using Trading.Execution;
using Trading.Orders;

namespace Trading.Tests.Shared.Execution;

public sealed class EntrySweepTests
{
    [Fact]
    public async Task Entries_that_outlived_the_loop_are_taken_back_and_stops_stay()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        desk.Broker.Fill(desk.Broker.ByClient("20131007-swing-AIG-buy-1"), desk.Broker.ByClient("20131007-swing-AIG-buy-1").Quantity.Value, 50m);
        await desk.RunAsync();

        Assert.Equal(1, await new EntrySweep(desk.Desk.Book, desk.Desk.Gateway).RunAsync(default));
        await desk.RunAsync();

        Assert.Equal(OrderState.Canceled, desk.Book.Find("20131007-swing-AIG-buy-2")!.State);
        Assert.Contains(desk.Book.Open, order => order.Leg == BracketLeg.StopLoss);
        Assert.Equal(0, await new EntrySweep(desk.Desk.Book, desk.Desk.Gateway).RunAsync(default));
    }
}
