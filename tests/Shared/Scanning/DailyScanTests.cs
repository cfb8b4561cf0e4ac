using NodaTime;
using Trading.Market;
using Trading.Scanning;

namespace Trading.Tests.Shared.Scanning;

public sealed class DailyScanTests
{
    private const int Bars = 300;
    private static readonly LocalDate Last = BarSeries.FromDay(TestBars.Weekdays(Bars).Last());

    [Fact]
    public void A_scan_after_the_close_carries_its_date()
    {
        var report = Scan(Last, Market(40));
        Assert.Equal((Last, Last, Last), (report.ScanDate, report.AsOf, report.NewestBar));
        Assert.NotEmpty(report.Candidates);
        Assert.False(report.StaleInputs);
        Assert.All(report.Candidates, candidate => Assert.Equal($"scan:{candidate.Symbol}", candidate.CorrelationId));
    }

    [Fact]
    public void An_earlier_date_sees_only_the_bars_up_to_it()
    {
        var earlier = BarSeries.FromDay(TestBars.Weekdays(Bars - 30).Last());
        var cut = Market(40).Select(bars => bars.Through(earlier)).ToList();
        Assert.Equal(Scan(earlier, cut).Candidates, Scan(earlier, Market(40)).Candidates);
    }

    [Theory]
    [InlineData("2013-02-23")]
    [InlineData("2012-01-01")]
    [InlineData("2030-01-02")]
    public void A_date_without_a_bar_is_refused(string date)
    {
        var fault = Assert.Throws<MarketDataException>(() => Scan(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value, Market(3)));
        Assert.Contains(date, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Bug", "C4.35")]
    public void No_symbols_are_refused()
    {
        Assert.Throws<MarketDataException>(() => Scan(Last, []));
        var empty = new ScanInputs(Last, Last, "scan", 0, [], [], null, Sectors.Unknown, null);
        Assert.Throws<MarketDataException>(() => DailyScan.Run(empty, ScanSettings.Default, ScanFilters.None));
    }

    [Fact]
    public void A_symbol_that_stopped_trading_is_not_a_candidate()
    {
        var market = Market(40);
        var first = Scan(Last, market).Candidates[0].Symbol;
        market = [.. market.Select(bars => bars.Symbol == first ? bars.Through(Last.PlusDays(-1)) : bars)];
        var report = Scan(Last, market);
        Assert.DoesNotContain(first, report.Candidates.Select(candidate => candidate.Symbol));
        Assert.Equal([first], report.LeftOut);
        Assert.Equal(1, report.Symbols.Stale);
    }

    [Fact]
    [Trait("Bug", "AVWAP-1.7")]
    public void A_gap_of_the_last_five_bars_is_recent_and_an_older_one_stale()
    {
        var resets = Scan(Last, Market(200)).Candidates.Select(candidate => candidate.Setup.GapReset).ToHashSet();
        Assert.Contains(GapReset.Stale, resets);
        Assert.Contains(GapReset.Recent, resets);
        Assert.Contains(GapReset.None, resets);
    }

    [Fact]
    public void The_regime_is_asked_only_on_request()
    {
        var spy = TestBars.Random(1, Bars, "SPY", drift: -0.003);
        var inputs = ScanInputs.AfterClose(Last, "scan", Market(40), spy, Sectors.Unknown);
        Assert.NotEmpty(DailyScan.Run(inputs, ScanSettings.Default, ScanFilters.None).Candidates);
        var closed = DailyScan.Run(inputs, ScanSettings.Default, ScanFilters.None with { Regime = true });
        Assert.Empty(closed.Candidates);
        Assert.False(closed.RegimeOpen);
        Assert.Equal(0, closed.Symbols.Scanned);
    }

    private static List<BarSeries> Market(int symbols) => [.. Enumerable.Range(0, symbols).Select(seed => TestBars.Random(seed, Bars, $"S{seed:000}"))];

    private static ScanReport Scan(LocalDate date, IReadOnlyList<BarSeries> market) =>
        DailyScan.Run(ScanInputs.AfterClose(date, "scan", market, benchmark: null, Sectors.Unknown), ScanSettings.Default, ScanFilters.None);
}
