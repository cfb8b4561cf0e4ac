using NodaTime;
using Trading.Market;
using Trading.Storage;

namespace Trading.Tests.Shared.Market.Refresh;

/// <summary>A refresh that dies anywhere is followed by one that ends in the same archive, and nobody ever sees half of one.</summary>
public sealed class KilledRefreshTests
{
    private static readonly LocalDate Tuesday = new(2013, 10, 8);

    [Fact]
    public async Task Killed_at_any_call_to_the_store_and_run_again_it_ends_in_the_same_archive()
    {
        var whole = await SecondNightAsync();
        var calls = whole.Store.Calls;
        await whole.RunAsync();
        var all = whole.Store.Calls - calls;
        var expected = await whole.NameAsync();
        Assert.InRange(all, 25, 200);
        for (var at = 1; at <= all; at++)
        {
            var desk = await SecondNightAsync();
            var before = await desk.NameAsync();
            var count = 0;
            desk.Store.Fails = _ => ++count == at;
            await Assert.ThrowsAsync<StorageException>(() => desk.RunAsync());
            desk.Store.Fails = null;
            Assert.Contains(await desk.NameAsync(), new[] { before, expected });
            Assert.NotNull((await desk.ArchiveAsync()).Find(Symbol.Parse("S0001")));
            await desk.RunAsync();
            Assert.Equal(expected, await desk.NameAsync());
            Assert.Empty(await ((IBlobs)desk.Store).ListAsync("bars", "refresh/", default));
        }
    }

    [Fact]
    public async Task Killed_at_any_request_to_the_feed_it_goes_on_where_it_was()
    {
        var whole = new RefreshDesk(50);
        await whole.RunAsync();
        var expected = await whole.NameAsync();
        for (var at = 1; at <= whole.Feed.Requests; at++)
        {
            var desk = new RefreshDesk(50);
            desk.Feed.FailsAt = at;
            await Assert.ThrowsAsync<MarketDataException>(() => desk.RunAsync());
            Assert.Null(await desk.NameAsync());
            await desk.RunAsync();
            Assert.Equal(expected, await desk.NameAsync());

            // The plan takes two requests; what is done is not asked for again.
            Assert.Equal(whole.Feed.Requests + (at <= 2 ? at : 1), desk.Feed.Requests);
        }
    }

    [Fact]
    public async Task What_was_left_of_another_night_is_not_mixed_in()
    {
        var desk = await SecondNightAsync();
        desk.Feed.FailsAt = desk.Feed.Requests + 4;
        await Assert.ThrowsAsync<MarketDataException>(() => desk.RunAsync());
        desk.Clock.Now = RefreshDesk.Night(new LocalDate(2013, 10, 9));
        await desk.RunAsync();
        var once = await SecondNightAsync();
        once.Clock.Now = desk.Clock.Now;
        await once.RunAsync();
        Assert.Equal(await once.NameAsync(), await desk.NameAsync());
    }

    [Fact]
    public async Task A_portion_whose_bars_are_damaged_is_fetched_again()
    {
        var desk = await SecondNightAsync();
        desk.Feed.FailsAt = desk.Feed.Requests + 5;
        await Assert.ThrowsAsync<MarketDataException>(() => desk.RunAsync());
        await ((IBlobs)desk.Store).PutAsync("bars", "refresh/0000.bars", "half"u8.ToArray(), default);
        await desk.RunAsync();
        var whole = await SecondNightAsync();
        await whole.RunAsync();
        Assert.Equal(await whole.NameAsync(), await desk.NameAsync());
    }

    // A second night with all that can happen: a split, a symbol that is new, one that has gone.
    private static async Task<RefreshDesk> SecondNightAsync()
    {
        var desk = new RefreshDesk(11);
        await desk.RunAsync();
        desk.Clock.Now = RefreshDesk.Night(Tuesday);
        desk.Feed.Bars("S0003", 11.5, 200_000);
        desk.Feed.Bars("S0004", date => date < new LocalDate(2013, 9, 20) ? (24, 1000) : null);
        desk.Feed.List("T0001");
        desk.Feed.Bars("T0001", 77, 1000);
        return desk;
    }
}
