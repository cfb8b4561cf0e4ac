using NodaTime;
using Trading.Adapters.Broker;
using Trading.Embedded.Market;
using Trading.Embedded.Simulator;
using Trading.Market;
using Trading.Market.Archive;
using Trading.Market.Refresh;
using Trading.Market.Universe;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Adapters.Market;

/// <summary>The night's refresh through the broker's own client gives the very archive that the bars give here.</summary>
public sealed class RefreshOverHttpTests
{
    private static readonly LocalDate Monday = new(2013, 10, 7);
    private static readonly RefreshOptions Options = new() { Sessions = 260, Batch = 20 };
    private readonly SyntheticMarket bars = new(5, new LocalDate(2013, 10, 31), symbols: 30);
    private readonly ManualClock clock = new(NewYork.At(Monday, new LocalTime(2, 0)));

    [Fact]
    public async Task Two_nights_over_http_are_two_nights_here()
    {
        var (here, there) = (new MemoryStore(), new MemoryStore());
        await using var simulator = await AlpacaSimulator.StartAsync(bars, new MemoryStore(), new SimulatorClock(clock), new SimulatorOptions { RequestsPerMinute = 0 }, default);
        using var venue = await AlpacaVenue.OpenAsync(AlpacaSettings.Read(_ => null, simulator.Address), clock, default);
        foreach (var night in new[] { Monday, Monday.PlusDays(1) })
        {
            clock.Now = NewYork.At(night, new LocalTime(2, 0));
            Assert.Null((await RefreshAsync(new ClockedBarFeed(bars, clock), here)).Refusal);
            Assert.Null((await RefreshAsync(venue.Bars, there)).Refusal);
            var archive = (await new ArchiveStore(there).CurrentAsync(default))!.Pointer;
            Assert.Equal((31, ExchangeCalendar.Nyse.Previous(night).Date), (archive.Symbols - 2, archive.Newest));
            Assert.Equal((await new ArchiveStore(here).CurrentAsync(default))!.Pointer, archive);
        }
    }

    private async Task<RefreshReport> RefreshAsync(IBarFeed feed, MemoryStore store)
    {
        var aside = new SetAside(store);
        var universe = new UniverseSource(feed, store, aside, ExchangeCalendar.Nyse, UniverseSetting.Default);
        return await new ArchiveRefresh(feed, universe, aside, store, store, ExchangeCalendar.Nyse, clock, Options).RunAsync([], default);
    }
}
