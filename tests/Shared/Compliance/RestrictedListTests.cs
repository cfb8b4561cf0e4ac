using NodaTime;
using Trading.Compliance.Restricted;
using Trading.Market;
using Trading.Orders;
using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Compliance;

public sealed class RestrictedListTests
{
    [Fact]
    public async Task An_entry_in_a_restricted_symbol_is_blocked_at_the_next_decision()
    {
        using var desk = await Desk.OpenAsync();
        var list = ListOf(desk);
        await list.AddAsync(Desk.Aig, "we know something", null, "ann", default);
        var blocked = await desk.EnterAsync(Desk.Entry());
        Assert.Equal(("restricted_list", "restricted_list: AIG was put on the restricted list by ann: we know something"), (blocked.Code, blocked.Sentence));
        Assert.Equal(GatewayOutcome.Sent, (await desk.EnterAsync(Desk.Entry("BAC"))).Outcome);
        Assert.True(await list.RemoveAsync(Desk.Aig, "it is public", "bob", default));
        Assert.Equal(GatewayOutcome.Sent, (await desk.EnterAsync(Desk.Entry())).Outcome);
        Assert.Equal(["symbol-restricted", "symbol-released"], (await desk.KindsAsync()).Where(kind => kind.StartsWith("symbol-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_is_held_may_be_sold()
    {
        using var desk = await Desk.OpenAsync();
        await desk.FillAsync(await desk.EnterAsync(Desk.Entry(shares: 1)), 50m);
        await ListOf(desk).AddAsync(Desk.Aig, "we know something", null, "ann", default);
        var parent = Desk.Entry().Parts[0].Id;
        foreach (var leg in desk.Book.View.ExitsOf(parent).ToList())
        {
            await desk.Gateway.CancelAsync(leg, "test", default);
        }

        await desk.SyncAsync();
        var sold = await desk.Gateway.SubmitAsync(Desk.Sell(1, parent), await desk.SnapshotAsync(), default);
        Assert.Equal((GatewayOutcome.Sent, "sent"), (sold.Outcome, sold.Code));
    }

    [Fact]
    public async Task A_list_that_cannot_be_read_blocks_entries()
    {
        using var desk = await Desk.OpenAsync();
        await ((Trading.Storage.IRecords)desk.Store).PutAsync("restricted", "paper", "AIG", "{\"symbol\":1}", default);
        Assert.Equal("restricted_list_unreadable", (await desk.EnterAsync(Desk.Entry("BAC"))).Code);
    }

    [Fact]
    public async Task It_holds_through_its_last_day_and_not_after_it()
    {
        using var desk = new Desk();
        var list = ListOf(desk);
        await list.AddAsync(Desk.Aig, "earnings", Desk.Date.PlusDays(1), "ann", default);
        desk.Clock.Now += Duration.FromDays(1);
        Assert.NotNull((await list.ReadAsync(default)).Against(Desk.Aig));
        desk.Clock.Now += Duration.FromDays(1);
        Assert.Null((await list.ReadAsync(default)).Against(Desk.Aig));
        Assert.False(await list.RemoveAsync(Symbol.Parse("BAC"), "never there", "bob", default));
    }

    private static RestrictedList ListOf(Desk desk) => new(desk.Store, desk.Broker.Account, desk.Journal, desk.Clock);
}
