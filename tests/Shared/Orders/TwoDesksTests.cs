using Trading.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Orders;

/// <summary>Two processes at the door at once.</summary>
public sealed class TwoDesksTests
{
    [Fact]
    [Trait("Bug", "C2.3")]
    public async Task An_order_that_another_process_sent_meanwhile_is_not_written_off()
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Moods.Enqueue(BrokerMood.LosesIt);
        var entry = Desk.Entry(shares: 1);
        await desk.EnterAsync(entry);
        using var other = await desk.RestartAsync();
        var fresh = await desk.SnapshotAsync();
        var others = false;
        desk.Store.Fails = key =>
        {
            if (!others && key == $"orders/paper/{entry.Parts[0].Id}")
            {
                // Just before the first process writes its refusal down.
                others = true;
                other.Gateway.SubmitAsync(entry, fresh, default).GetAwaiter().GetResult();
            }

            return false;
        };

        await desk.Gateway.SubmitAsync(entry, fresh with { WatchlistFresh = false }, default);

        Assert.True(others);
        Assert.Equal(OrderState.Submitted, (await desk.Book.LoadAsync(default)).Find(entry.Parts[0].Id)!.State);
        Assert.DoesNotContain("order-rejected", await desk.KindsAsync());
    }
}
