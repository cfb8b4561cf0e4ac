using System.Text;
using Trading.Orders;
using Trading.Risk.Limits;
using Trading.Storage;
using Trading.Tests.Shared.Execution;
using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Risk.Limits;

/// <summary>Every decision asks the book of limits anew; what cannot be read lets no entry through and holds no exit back.</summary>
public sealed class LimitsAtTheDoorTests
{
    [Fact]
    [Trait("Bug", "C1.reload")]
    public async Task A_file_that_is_changed_between_two_orders_counts_for_the_second()
    {
        using var desk = await Desk.OpenAsync();
        Assert.Equal(GatewayOutcome.Sent, (await desk.EnterAsync(Desk.Entry("AIG", 20))).Outcome);
        await WriteAsync(desk, "{\"total_exposure\": 1999}");
        Assert.Equal("exposure_cap", (await desk.EnterAsync(Desk.Entry("BAC", 20))).Code);
    }

    [Fact]
    public async Task A_higher_file_lets_nothing_more_through()
    {
        using var desk = await Desk.OpenAsync();
        await WriteAsync(desk, "{\"symbol_exposure\": 20000}");
        Assert.Equal("symbol_exposure_cap", (await desk.EnterAsync(Desk.Entry("AIG", 201))).Code);
    }

    [Theory]
    [InlineData("limits/")]
    [InlineData("config/")]
    [Trait("Bug", "C4.26")]
    public async Task Limits_that_cannot_be_read_block_entries_and_let_exits_go(string broken)
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Hold(Desk.Aig, 10, 50m);
        desk.Store.Fails = key => key.StartsWith(broken, StringComparison.Ordinal);
        Assert.Equal("limits_unreadable", (await desk.EnterAsync(Desk.Entry("BAC"))).Code);
        Assert.Equal(GatewayOutcome.Sent, (await desk.Gateway.SubmitAsync(Desk.Sell(10), await desk.SnapshotAsync(), default)).Outcome);
    }

    [Fact]
    public async Task A_cycle_whose_limits_cannot_be_read_makes_no_entry_and_says_why()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Desk.Store.Fails = key => key.StartsWith("limits/", StringComparison.Ordinal);
        var report = await desk.RunAsync();
        Assert.StartsWith("limits_unreadable", report.EntriesShut, StringComparison.Ordinal);
        Assert.Empty(desk.Broker.All);
    }

    [Fact]
    public async Task An_entry_is_sized_by_the_limits_of_the_moment()
    {
        using var desk = await CycleDesk.OpenAsync();
        await WriteAsync(desk.Desk, "{\"symbol_exposure\": 501}");
        await desk.RunAsync();
        Assert.Equal(10m, desk.Broker.All.Where(order => order.ParentId is null).Sum(order => order.Quantity.Value));
    }

    private static async Task WriteAsync(Desk desk, string json) => await ((IBlobs)desk.Store).PutAsync(LimitsFile.Container, LimitsFile.Name, Encoding.UTF8.GetBytes(json), default);
}
