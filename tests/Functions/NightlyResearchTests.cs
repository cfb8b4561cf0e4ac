using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using Trading.Brokers;
using Trading.Embedded.Market;
using Trading.Embedded.Market.Csv;
using Trading.Functions.Composition;
using Trading.Functions.Http;
using Trading.Functions.Work;
using Trading.Journal;
using Trading.Market;
using Trading.Market.Archive;
using Trading.Operations;
using Trading.Operations.Health;
using Trading.Storage;
using Trading.Tests.Functions.Stopping;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Functions;

/// <summary>The night's job among the functions: with a feed it refreshes and the desk reads the archive; without one it says that there is nothing to do.</summary>
public sealed class NightlyResearchTests : IDisposable
{
    private static readonly LocalDate Monday = new(2013, 10, 7);
    private readonly ManualClock clock = new(NewYork.At(Monday, new LocalTime(2, 0)));
    private readonly MemoryStore store = new();
    private readonly SyntheticMarket bars = new(9, new LocalDate(2013, 10, 31), symbols: 12);
    private ServiceProvider? services;

    public void Dispose() => services?.Dispose();

    [Fact]
    public async Task With_a_feed_it_refreshes_and_the_scan_reads_the_archive()
    {
        var desk = Desk(new ClockedBarFeed(bars, clock));
        var market = desk.GetRequiredService<IMarketData>();
        await Assert.ThrowsAsync<MarketDataException>(async () => await market.SymbolsAsync(default));
        var ran = Assert.IsType<JobOutcome.Ran>(await desk.GetRequiredService<DeskJobs>().NightlyResearchAsync(evenOutsideWindow: false, default));
        Assert.StartsWith("15 symbols, ", ran.Result, StringComparison.Ordinal);
        Assert.Equal(bars.Symbols, await market.SymbolsAsync(default));
        Assert.Equal(new JobOutcome.Skipped("already done"), await desk.GetRequiredService<DeskJobs>().NightlyResearchAsync(evenOutsideWindow: true, default));

        clock.Now = NewYork.At(Monday, new LocalTime(8, 30));
        Assert.IsType<JobOutcome.Ran>(await desk.GetRequiredService<DeskJobs>().ScanAsync(default));
        var scanned = (await EventsAsync(desk)).Single(one => one.Kind == "scan-completed");
        Assert.Equal(12, scanned.Data.GetProperty("symbols").GetProperty("listed").GetInt32());
    }

    [Fact]
    public async Task Without_a_feed_it_skips_in_one_line_and_reads_what_it_read_before()
    {
        var desk = Desk(null);
        Assert.Equal(new JobOutcome.Skipped("bars come from a folder or are made up: nothing to refresh"), await desk.GetRequiredService<DeskJobs>().NightlyResearchAsync(evenOutsideWindow: false, default));
        Assert.IsType<FakeMarket>(desk.GetRequiredService<IMarketData>());
        var answer = await AnswerAsync(desk);
        Assert.Equal(("bars come from a folder or are made up: nothing to refresh", 0), (answer.GetProperty("reason").GetString(), answer.GetProperty("count").GetInt32()));
    }

    [Fact]
    public async Task By_hand_it_runs_outside_its_window_but_not_while_the_session_needs_the_feed()
    {
        var jobs = Desk(new ClockedBarFeed(bars, clock)).GetRequiredService<DeskJobs>();
        clock.Now = NewYork.At(Monday, new LocalTime(10, 0));
        Assert.IsType<JobOutcome.Skipped>(await jobs.NightlyResearchAsync(evenOutsideWindow: true, default));
        clock.Now = NewYork.At(Monday, new LocalTime(7, 0));
        Assert.IsType<JobOutcome.Ran>(await jobs.NightlyResearchAsync(evenOutsideWindow: true, default));
    }

    [Fact]
    public async Task A_feed_that_is_behind_fails_the_job_alerts_and_leaves_the_archive()
    {
        var late = new SyntheticMarket(9, new LocalDate(2013, 10, 3), symbols: 12);
        var desk = Desk(new ClockedBarFeed(late, clock));
        Assert.IsType<JobOutcome.Failed>(await desk.GetRequiredService<DeskJobs>().NightlyResearchAsync(evenOutsideWindow: false, default));
        Assert.Contains(await desk.GetRequiredService<Alerts>().OnAsync(Monday, default), alert => alert.Code == "bars-refused");
        Assert.Null(await new ArchiveStore(store).CurrentAsync(default));
        Assert.Contains("the feed is behind", (await EventsAsync(desk)).Single(one => one.Kind == "bars-refreshed").Data.GetProperty("refusal").GetString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2013-10-07T03:00", "healthy")]
    [InlineData("2013-10-08T02:59", "healthy")]
    [InlineData("2013-10-08T03:00", "degraded")]
    public async Task Its_health_is_the_archives_age(string at, string status)
    {
        var desk = Desk(new ClockedBarFeed(bars, clock));
        var check = ActivatorUtilities.CreateInstance<BarsCheck>(desk);
        Assert.Equal(HealthStatus.Unhealthy, (await check.LookAsync(Round(), default)).Status);
        await desk.GetRequiredService<DeskJobs>().NightlyResearchAsync(evenOutsideWindow: false, default);
        var time = NodaTime.Text.LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Parse(at).Value;
        clock.Now = NewYork.At(time.Date, time.TimeOfDay);
        Assert.Equal(status, (await check.LookAsync(Round(), default)).Status.ToString().ToLowerInvariant());
        Assert.Equal(status == "healthy", (await AnswerAsync(desk)).GetProperty("reason").GetString() == "up to date");
    }

    private HealthRound Round() => new(clock.Now, NewYork.DateOf(clock.Now), ExchangeCalendar.Nyse.SessionOn(NewYork.DateOf(clock.Now)), new LoopStatus(null, 0, null));

    private static async Task<System.Text.Json.JsonElement> AnswerAsync(ServiceProvider desk) =>
        (await StoppingHost.ReadAsync(ActivatorUtilities.CreateInstance<UniverseFunction>(desk).RunAsync(StoppingHost.Request(), default))).Body;

    private static async Task<List<JournalEvent>> EventsAsync(ServiceProvider desk)
    {
        var events = new List<JournalEvent>();
        await foreach (var one in desk.GetRequiredService<JournalReader>().OnAsync(Monday, default))
        {
            events.Add(one);
        }

        return events;
    }

    private ServiceProvider Desk(IBarFeed? feed)
    {
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(clock);
        collection.AddSingleton<IRecords>(store);
        collection.AddSingleton<IBlobs>(store);
        collection.AddSingleton<IBroker>(new FakeBroker(clock));
        collection.AddSingleton<IMarketData>(new FakeMarket(clock));
        collection.AddSingleton(ReferenceFiles.Of(Path.GetTempPath()));
        collection.AddSingleton<INotifier>(new SilentNotifier());
        if (feed is not null)
        {
            collection.AddSingleton(feed);
        }

        collection.AddTrading();
        return services = collection.BuildServiceProvider();
    }
}
