using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Market.Archive;
using Trading.Storage;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Market.Archive;

public sealed class ArchivedMarketDataTests
{
    private static readonly LocalDate Monday = new(2013, 10, 7);
    private static readonly LocalDate Friday = new(2013, 10, 4);
    private static readonly Symbol Spy = Symbol.Parse("SPY");
    private readonly SyntheticMarket source = new(7, new LocalDate(2013, 10, 31), symbols: 5);
    private readonly ManualClock clock = new(NewYork.At(Monday, new LocalTime(8, 30)));
    private readonly MemoryStore blobs = new();
    private readonly ArchiveStore store;

    public ArchivedMarketDataTests() => store = new ArchiveStore(blobs);

    [Fact]
    public async Task Symbols_and_daily_bars_come_from_the_archive_benchmarks_unlisted()
    {
        await PlaceAsync(Friday);
        var market = Market(isLiveDown: true);
        Assert.Equal(source.Symbols, await market.SymbolsAsync(default));
        Assert.True(SameBars.Are(source.Daily(source.Symbols[2])!.Through(Friday), await market.DailyAsync(source.Symbols[2], default)));
        Assert.True(SameBars.Are(source.Daily(Spy)!.Through(Friday), await market.DailyAsync(Spy, default)));
        Assert.Null(await market.DailyAsync(Symbol.Parse("ZZZ"), default));
    }

    [Fact]
    public async Task Nobody_sees_the_future_whatever_the_archive_holds()
    {
        await PlaceAsync(new LocalDate(2013, 10, 31));
        var bars = (await Market(isLiveDown: true).DailyAsync(source.Symbols[0], default))!;
        Assert.Equal(Friday, bars.DateAt(bars.Count - 1));
    }

    [Fact]
    public async Task No_archive_and_a_damaged_one_are_failures_in_one_line()
    {
        Assert.Contains("no archive of bars yet", (await Assert.ThrowsAsync<MarketDataException>(async () => await Market().SymbolsAsync(default))).Message, StringComparison.Ordinal);

        var name = await PlaceAsync(Friday);
        var content = (await ((IBlobs)blobs).ReadAsync(ArchiveStore.Container, name, default))!.Content.ToArray();
        content[^1] ^= 1;
        await ((IBlobs)blobs).PutAsync(ArchiveStore.Container, name, content, default);
        Assert.Contains("bytes of it have changed", (await Assert.ThrowsAsync<MarketDataException>(async () => await Market().DailyAsync(Spy, default))).Message, StringComparison.Ordinal);

        await ((IBlobs)blobs).DeleteAsync(ArchiveStore.Container, name, default);
        Assert.Contains("is gone", (await Assert.ThrowsAsync<MarketDataException>(async () => await Market().SymbolsAsync(default))).Message, StringComparison.Ordinal);

        await ((IBlobs)blobs).PutAsync(ArchiveStore.Container, ArchiveStore.PointerName, "{"u8.ToArray(), default);
        Assert.Contains("does not say which archive counts", (await Assert.ThrowsAsync<MarketDataException>(async () => await Market().SymbolsAsync(default))).Message, StringComparison.Ordinal);

        blobs.Fails = _ => true;
        await Assert.ThrowsAsync<MarketDataException>(async () => await Market().SymbolsAsync(default));
    }

    [Fact]
    public async Task A_new_archive_counts_when_the_pointer_names_it()
    {
        await PlaceAsync(new LocalDate(2013, 10, 3));
        var market = Market(isLiveDown: true);
        Assert.Equal(new LocalDate(2013, 10, 3), await NewestAsync(market));
        await PlaceAsync(Friday);
        Assert.Equal(new LocalDate(2013, 10, 3), await NewestAsync(market));
        await market.SymbolsAsync(default);
        Assert.Equal(Friday, await NewestAsync(market));
    }

    [Fact]
    public async Task Of_two_who_place_an_archive_one_wins()
    {
        var mine = await store.WriteAsync(Friday, Entries(Friday), default);
        Assert.True(await store.PlaceAsync(mine, null, default));
        Assert.False(await store.PlaceAsync(mine with { Symbols = 1 }, null, default));
        Assert.Equal(mine, (await store.CurrentAsync(default))!.Target);
    }

    /// <summary>The books of the day are closed at its closing prices, which the archive learns in the night.</summary>
    [Fact]
    public async Task Between_the_close_and_the_nights_refresh_the_live_source_is_asked()
    {
        await PlaceAsync(Friday);
        clock.Now = NewYork.At(Monday, new LocalTime(16, 30));
        Assert.Equal(Monday, await NewestAsync(Market()));
        clock.Now = NewYork.At(Monday.PlusDays(1), new LocalTime(2, 59));
        Assert.Equal(Monday, await NewestAsync(Market()));
    }

    [Fact]
    public async Task An_archive_that_was_not_refreshed_is_answered_from_as_it_is()
    {
        await PlaceAsync(Friday);
        clock.Now = NewYork.At(Monday.PlusDays(1), new LocalTime(8, 30));
        Assert.Equal(Friday, await NewestAsync(Market(isLiveDown: true)));
    }

    [Theory]
    [InlineData("2013-10-07T02:59", "2013-10-03")]
    [InlineData("2013-10-07T03:00", "2013-10-04")]
    [InlineData("2013-10-07T23:59", "2013-10-04")]
    [InlineData("2013-10-05T12:00", "2013-10-03")]
    [InlineData("2013-11-29T03:00", "2013-11-27")]
    public void What_the_archive_should_hold_by_now(string at, string newest) => Assert.Equal(
        NodaTime.Text.LocalDatePattern.Iso.Parse(newest).Value,
        ArchiveAge.Expected(ExchangeCalendar.Nyse, At(NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(at).Value)));

    private static Instant At(LocalDateTime time) => NewYork.At(time.Date, time.TimeOfDay);

    private async Task<LocalDate> NewestAsync(ArchivedMarketData market)
    {
        var bars = (await market.DailyAsync(Spy, default))!;
        return bars.DateAt(bars.Count - 1);
    }

    private ArchivedMarketData Market(bool isLiveDown = false) =>
        new(store, isLiveDown ? new FakeMarket(clock) { IsDown = true } : new ClockedMarketData(source, clock), ExchangeCalendar.Nyse, clock);

    private List<ArchivedBars> Entries(LocalDate through) =>
        [.. source.Symbols.Append(Spy).Order().Select(symbol => new ArchivedBars(source.Daily(symbol)!.Through(through), symbol != Spy))];

    private async Task<string> PlaceAsync(LocalDate through)
    {
        var pointer = await store.WriteAsync(through, Entries(through), default);
        await store.PlaceAsync(pointer, (await store.CurrentAsync(default))?.Version, default);
        return pointer.Name;
    }
}
