using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Market.Archive;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Contract;

/// <summary>The archive of the night before in front of a live market.</summary>
public sealed class ArchivedMarketDataContract : MarketDataContract
{
    private readonly SyntheticMarket source = new(3, new LocalDate(2013, 10, 31), symbols: 5);

    protected override LocalDate Day { get; } = new(2013, 10, 7);

    protected override Symbol Traded { get; } = Symbol.Parse("SYN0001");

    protected override Symbol Benchmark { get; } = Symbol.Parse("SPY");

    protected override IMarketData Open(TimeProvider clock)
    {
        var store = new ArchiveStore(new MemoryStore());
        var newest = ExchangeCalendar.Nyse.Previous(Day).Date;
        var entries = source.Symbols.Append(Benchmark).Order().Select(symbol => new ArchivedBars(source.Daily(symbol)!.Through(newest), symbol != Benchmark));
        Place(store.WriteAsync(newest, [.. entries], default).AsTask(), store);
        return new ArchivedMarketData(store, new ClockedMarketData(source, clock), ExchangeCalendar.Nyse, clock);
    }

    // The store in memory answers at once.
    private static void Place(Task<ArchivePointer> written, ArchiveStore store) =>
        Assert.True(store.PlaceAsync(written.GetAwaiter().GetResult(), null, default).AsTask().GetAwaiter().GetResult());
}
