using NodaTime;
using Trading.Embedded.Market;
using Trading.Embedded.Storage;
using Trading.Market.Refresh;
using Trading.Market.Universe;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Bench;

/// <summary>The night's refresh of 3,000 symbols without its waiting for the feed: all bars lie in memory already.</summary>
internal sealed class RefreshBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "refresh";

    /// <inheritdoc/>
    public void Prepare(string folder) => BenchFolder.Write(folder);

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(string folder)
    {
        var source = new CsvBarFolder(folder);
        foreach (var symbol in source.Symbols)
        {
            source.Daily(symbol);
        }

        using var held = StateFolderLock.Take(Path.Combine(folder, "state"));
        var clock = new NightClock(ExchangeCalendar.Nyse.Previous(BenchFolder.Through).Date);
        using var store = FileStore.Open(held, clock, Durability.Process);
        yield return new Measurement(Name, $"the first night, {BenchFolder.Symbols:N0} symbols, cold process", Measure.Once(() => Refresh(source, store, clock)), "ms", 10_000);
        clock.Newest = BenchFolder.Through;
        yield return new Measurement(Name, "the next night", Measure.Once(() => Refresh(source, store, clock)), "ms", 5000);
    }

    private static void Refresh(CsvBarFolder source, FileStore store, NightClock clock)
    {
        var (feed, aside) = (new ClockedBarFeed(source, clock), new SetAside(store));
        var universe = new UniverseSource(feed, store, aside, ExchangeCalendar.Nyse, UniverseSetting.Default);
        var refresh = new ArchiveRefresh(feed, universe, aside, store, store, ExchangeCalendar.Nyse, clock, RefreshOptions.Default);
        if (refresh.RunAsync([], CancellationToken.None).GetAwaiter().GetResult().Refusal is { } refusal)
        {
            throw new InvalidOperationException(refusal);
        }
    }

    /// <summary>Stands still in the night after a session.</summary>
    private sealed class NightClock(LocalDate newest) : TimeProvider
    {
        public LocalDate Newest { get; set; } = newest;

        public override DateTimeOffset GetUtcNow() => NewYork.At(ExchangeCalendar.Nyse.Next(Newest).Date, new LocalTime(2, 0)).ToDateTimeOffset();
    }
}
