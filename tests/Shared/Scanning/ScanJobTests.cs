using System.Text;
using NodaTime;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Scanning;
using Trading.Tests.Support;
using Trading.Time;
using Trading.Watchlists;

namespace Trading.Tests.Shared.Scanning;

public sealed class ScanJobTests
{
    private const int Bars = 300;

    // The 300th weekday from 2 January 2012 is Friday 22 February 2013.
    private static readonly LocalDate Monday = new(2013, 2, 25);
    private readonly ManualClock clock = new(NewYork.At(Monday, new LocalTime(8, 30)));
    private readonly MemoryStore store = new();
    private readonly ListedMarket market = new();
    private readonly Reference reference = new();

    public ScanJobTests()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            market.Add(TestBars.Random(seed, Bars, $"S{seed:00}"));
        }

        market.Benchmark(TestBars.Random(1, Bars, "SPY", drift: 0.003));
    }

    [Fact]
    public async Task A_scan_is_written_journalled_and_fresh()
    {
        var report = await Run();
        Assert.NotEmpty(report.Candidates);
        Assert.Equal((60, 60, 60), (report.Symbols.Listed, report.Symbols.WithBars, report.Symbols.Scanned));
        Assert.Equal(new LocalDate(2013, 2, 22), report.NewestBar);
        Assert.All(report.Candidates, candidate => Assert.Equal($"scan-2013-02-25:{candidate.Symbol}", candidate.CorrelationId));
        Assert.All(report.Candidates, candidate => Assert.Equal("Industrials", candidate.Sector));

        var verdict = await Gate();
        Assert.True(verdict.Fresh, verdict.Sentence);
        Assert.Equal(report.Candidates, verdict.Candidates);

        var journalled = Assert.Single(await Journalled("scan-completed"));
        Assert.Equal("scan-2013-02-25", journalled.Correlation);
        Assert.Equal(report.Candidates.Select(candidate => candidate.CorrelationId), journalled.Data.GetProperty("candidates").EnumerateArray().Select(row => row.GetProperty("correlation").GetString()));
    }

    [Fact]
    public async Task Running_it_again_gives_the_same_files()
    {
        await Run();
        var first = await Files();
        await Run();
        Assert.Equal(first, await Files());
    }

    [Fact]
    [Trait("Bug", "DESIGN-3.5")]
    public async Task Bars_of_the_scanned_day_and_after_change_nothing()
    {
        await Run();
        var first = await Files();
        for (var seed = 0; seed < 60; seed++)
        {
            market.Add(Longer(TestBars.Random(seed, Bars, $"S{seed:00}")));
        }

        await Run();
        Assert.Equal(first, await Files());
    }

    [Fact]
    public async Task A_symbol_with_a_bad_bar_is_left_out_with_an_alert()
    {
        market.Add("BAD", () => throw new BadBarException("daily/BAD.csv line 7: the high is under the low"));
        var report = await Run();
        Assert.Equal(1, report.Symbols.Bad);
        Assert.Equal("BAD", Assert.Single(report.LeftOut).ToString());
        Assert.True((await Gate()).Fresh);
        var alert = Assert.Single(await Raised("scan-bad-bar"));
        Assert.Equal("BAD is left out of the scan for 2013-02-25: daily/BAD.csv line 7: the high is under the low", alert.Sentence);
    }

    [Fact]
    public async Task A_symbol_without_yesterdays_bar_is_stale_and_left_out()
    {
        market.Add(TestBars.Random(5, Bars - 1, "S05"));
        var report = await Run();
        Assert.Equal((1, 59), (report.Symbols.Stale, report.Symbols.Scanned));
        Assert.DoesNotContain("S05", report.Candidates.Select(candidate => candidate.Symbol.ToString()));
        Assert.True((await Gate()).Fresh);
    }

    [Theory]
    [InlineData(12, true)]
    [InlineData(13, false)]
    [InlineData(60, false)]
    [Trait("Bug", "AVWAP-6.1")]
    public async Task Too_many_stale_symbols_shut_the_gate(int stale, bool fresh)
    {
        for (var seed = 0; seed < stale; seed++)
        {
            market.Add(TestBars.Random(seed, Bars - 1, $"S{seed:00}"));
        }

        var report = await Run();
        Assert.Equal(!fresh, report.StaleInputs);
        Assert.Equal(fresh ? "fresh" : "stale_inputs", (await Gate()).Reason);
        Assert.Equal(fresh ? 0 : 1, (await Raised("scan-inputs-stale")).Count);
    }

    [Fact]
    [Trait("Bug", "C4.35")]
    public async Task An_empty_market_is_a_failure()
    {
        await Assert.ThrowsAsync<MarketDataException>(() => Job(new ListedMarket()).RunAsync(Monday, "scan-2013-02-25", default));
        Assert.Equal("missing", (await Gate()).Reason);
    }

    [Fact]
    [Trait("Bug", "C4.35")]
    public async Task Symbols_without_a_single_bar_are_not_an_empty_result()
    {
        var report = await Job(new ListedMarket().Add("AIG", () => null)).RunAsync(Monday, "scan-2013-02-25", default);
        Assert.True(report.StaleInputs);
        Assert.Equal("stale_inputs", (await Gate()).Reason);
    }

    [Fact]
    [Trait("Bug", "C4.24")]
    public async Task A_read_that_fails_is_not_an_empty_answer()
    {
        market.Add("S00", () => throw new MarketDataException("timeout"));
        await Assert.ThrowsAsync<MarketDataException>(Run);
        Assert.Equal("missing", (await Gate()).Reason);
    }

    [Fact]
    public async Task A_closed_regime_gives_an_empty_watchlist_that_is_fresh()
    {
        market.Benchmark(TestBars.Random(1, Bars, "SPY", drift: -0.003));
        var report = await Run();
        Assert.False(report.RegimeOpen);
        Assert.Empty(report.Candidates);
        var verdict = await Gate();
        Assert.True(verdict.Fresh);
        Assert.False(verdict.Manifest!.RegimeOpen);
    }

    [Fact]
    public async Task The_regime_fails_open_with_an_alert()
    {
        market.Add("SPY", () => throw new MarketDataException("timeout"));
        var report = await Run();
        Assert.NotEmpty(report.Candidates);
        Assert.NotEmpty(report.Warnings);
        Assert.NotEmpty(await Raised("scan-filter-open"));
    }

    [Fact]
    public async Task Earnings_leave_a_symbol_out_and_fail_open()
    {
        var all = await Run();
        var first = all.Candidates[0].Symbol;
        reference.Earnings = () => EarningsCalendar.Parse(Encoding.UTF8.GetBytes($"symbol,date\n{first},2013-02-27\n"));
        var without = await Run();
        Assert.Equal(1, without.Symbols.NearEarnings);
        Assert.Equal(all.Candidates.Skip(1), without.Candidates);

        reference.Earnings = () => throw new FormatException("line 3: torn");
        var open = await Run();
        Assert.Equal(all.Candidates, open.Candidates);
        Assert.Contains(open.Warnings, warning => warning.Contains("line 3: torn", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_illiquid_symbol_is_left_out()
    {
        var all = await Run();
        var seed = int.Parse(all.Candidates[0].Symbol.ToString()[1..], System.Globalization.CultureInfo.InvariantCulture);
        market.Add(TestBars.Change(TestBars.Random(seed, Bars, $"S{seed:00}"), price => price, volume => volume / 100));
        var without = await Run();
        Assert.Equal(1, without.Symbols.Illiquid);
        Assert.Equal(all.Candidates.Skip(1), without.Candidates);
    }

    private static BarSeries Longer(BarSeries bars)
    {
        double[] crash = [.. Enumerable.Repeat(1.0, 5)];
        return new BarSeries(
            bars.Symbol, Bars + 5, [.. TestBars.Weekdays(Bars + 5)], [.. bars.Open, .. crash], [.. bars.High, .. crash], [.. bars.Low, .. crash], [.. bars.Close, .. crash], [.. bars.Volume, .. crash]);
    }

    private Task<ScanReport> Run() => Job(market).RunAsync(Monday, "scan-2013-02-25", default);

    private ScanJob Job(IMarketData source)
    {
        var journal = new JournalWriter(store, clock);
        var alerts = new Alerts(store, journal, new SilentNotifier(), clock);
        return new ScanJob(source, reference, new WatchlistStore(store), alerts, journal, ExchangeCalendar.Nyse, ScanSettings.Default, ScanFilters.All);
    }

    private async Task<WatchlistVerdict> Gate() => await new FreshnessGate(new WatchlistStore(store), ExchangeCalendar.Nyse).CheckAsync(Monday, default);

    private async Task<IReadOnlyList<Alert>> Raised(string code) =>
        [.. (await new Alerts(store, new JournalWriter(store, clock), new SilentNotifier(), clock).OnAsync(Monday, default)).Where(alert => alert.Code == code)];

    private async Task<List<JournalEvent>> Journalled(string kind)
    {
        var found = new List<JournalEvent>();
        await foreach (var item in new JournalReader(store).OnAsync(Monday, default))
        {
            if (item.Kind == kind)
            {
                found.Add(item);
            }
        }

        return found;
    }

    private async Task<string> Files()
    {
        var stored = await new WatchlistStore(store).ReadAsync(default);
        return Encoding.UTF8.GetString(stored.Candidates!.Content.Span) + Encoding.UTF8.GetString(stored.Manifest!.Content.Span);
    }

    private sealed class Reference : IScanReference
    {
        public Func<EarningsCalendar?> Earnings { get; set; } = () => EarningsCalendar.Parse("symbol,date\n"u8.ToArray());

        public ValueTask<Sectors> SectorsAsync(CancellationToken cancellationToken) => ValueTask.FromResult(
            Sectors.Parse(Encoding.UTF8.GetBytes("symbol,sector\n" + string.Concat(Enumerable.Range(0, 60).Select(seed => $"S{seed:00},Industrials\n")))));

        public ValueTask<EarningsCalendar?> EarningsAsync(CancellationToken cancellationToken) => ValueTask.FromResult(Earnings());
    }
}
