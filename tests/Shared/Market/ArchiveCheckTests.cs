using NodaTime;
using Trading.Market;
using Trading.Storage;
using Trading.Time;

namespace Trading.Tests.Shared.Market;

public sealed class ArchiveCheckTests
{
    private static readonly LocalDate First = new(2012, 9, 4);
    private static readonly LocalDate AsOf = new(2013, 12, 2);
    private static readonly Symbol Aig = Symbol.Parse("AIG");
    private static readonly Symbol Ibm = Symbol.Parse("IBM");

    [Fact]
    public void A_whole_archive_is_fine_holidays_and_all()
    {
        var report = Check(Entry(Aig), Entry(Ibm));

        Assert.Equal(ArchiveStatus.Ok, report.Status);
        Assert.Empty(report.Troubled);
        Assert.Equal("2 symbols, 626 bars up to 2013-12-02: 0 failed, 0 with warnings", report.Summary);
    }

    [Fact]
    [Trait("Bug", "C4.35")]
    public void An_empty_archive_fails()
    {
        var report = Check();

        Assert.Equal(ArchiveStatus.Fail, report.Status);
        Assert.Equal("empty-archive", Assert.Single(report.Findings).Code);
    }

    [Fact]
    [Trait("Bug", "C4.35")]
    public void Symbols_without_a_single_bar_are_an_empty_archive()
    {
        var report = Check(new ArchiveEntry(Aig, null), Entry(Ibm, (date, _) => date > AsOf));

        Assert.Equal(ArchiveStatus.Fail, report.Status);
        Assert.Equal("empty-archive", Assert.Single(report.Findings).Code);
        Assert.All(report.Troubled, symbol => Assert.Equal("no-bars", symbol.Findings[0].Code));
    }

    [Theory]
    [InlineData("2013-12-02", ArchiveStatus.Ok, 0)]
    [InlineData("2013-11-29", ArchiveStatus.Warn, 1)]
    [InlineData("2013-11-27", ArchiveStatus.Warn, 2)]
    [InlineData("2013-11-22", ArchiveStatus.Fail, 5)]
    public void Staleness_is_counted_in_sessions(string newest, ArchiveStatus status, int stale)
    {
        var last = NodaTime.Text.LocalDatePattern.Iso.Parse(newest).Value;
        var report = Check(Entry(Aig, (date, _) => date <= last), Entry(Ibm));
        var aig = report.Troubled.SingleOrDefault();

        Assert.Equal(status, report.Status);
        Assert.Equal(stale, aig?.Stale ?? 0);
        Assert.Equal(stale >= 2, aig?.Findings.Any(finding => finding.Code == "stale") ?? false);
    }

    [Theory]
    [InlineData(1, ArchiveStatus.Warn)]
    [InlineData(2, ArchiveStatus.Warn)]
    [InlineData(3, ArchiveStatus.Fail)]
    public void A_gap_is_measured_in_sessions(int length, ArchiveStatus status)
    {
        var report = Check(Entry(Aig, (date, _) => date < Later(0) || date >= Later(length)));
        var finding = Assert.Single(Assert.Single(report.Troubled).Findings);

        Assert.Equal((status, "gap"), (finding.Status, finding.Code));
        Assert.Equal(new ArchiveGap(Later(0), Later(length - 1), length), Assert.Single(report.Troubled[0].Gaps));

        // Thanksgiving, the 28th, is no session.
        static LocalDate Later(int sessions) => sessions switch { 0 => new(2013, 11, 26), 1 => new(2013, 11, 27), 2 => new(2013, 11, 29), _ => new(2013, 12, 2) };
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, ArchiveStatus.Warn)]
    [InlineData(49, ArchiveStatus.Warn)]
    [InlineData(50, ArchiveStatus.Fail)]
    public void Many_small_gaps_add_up_and_the_largest_five_are_listed(int count, ArchiveStatus? status)
    {
        var symbol = Assert.Single(Check(Entry(Aig, (_, index) => index < 100 || index % 3 != 0 || index >= 100 + (3 * count))).Troubled);

        Assert.Equal(count, symbol.Missing);
        Assert.Equal(5, symbol.Gaps.Count);
        Assert.Equal(status, symbol.Findings.SingleOrDefault(finding => finding.Code == "missing")?.Status);
    }

    [Fact]
    public void Gaps_before_the_lookback_do_not_count() =>
        Assert.Equal(ArchiveStatus.Ok, Check(Entry(Aig, (date, _) => date.Month != 10 || date.Year != 2012)).Status);

    [Fact]
    public void A_late_start_is_a_warning_not_a_gap()
    {
        var symbol = Assert.Single(Check(Entry(Aig, (date, _) => date >= new LocalDate(2013, 6, 3))).Troubled);

        Assert.Equal((ArchiveStatus.Warn, "late-start"), (symbol.Status, Assert.Single(symbol.Findings).Code));
        Assert.Equal(0, symbol.Missing);
    }

    [Fact]
    public void A_symbol_that_the_universe_had_and_the_archive_has_not_is_a_failure()
    {
        var report = new ArchiveCheck(ExchangeCalendar.Nyse, ArchiveThresholds.Default).Run([Entry(Aig)], AsOf, [Ibm, Aig]);

        Assert.Equal(ArchiveStatus.Fail, report.Status);
        Assert.Equal(
            "IBM was in the universe and is no longer in the archive; restore its bars, or take it out of the universe",
            Assert.Single(Assert.Single(report.Troubled).Findings).Text);
    }

    [Fact]
    public void A_symbol_without_a_bar_for_a_whole_lookback_has_vanished()
    {
        var check = new ArchiveCheck(ExchangeCalendar.Nyse, ArchiveThresholds.Default with { Lookback = 60 });
        var symbol = Assert.Single(check.Run([Entry(Aig, (date, _) => date < new LocalDate(2013, 6, 3)), Entry(Ibm)], AsOf).Troubled);

        Assert.Equal((ArchiveStatus.Fail, "vanished"), (symbol.Status, symbol.Findings[0].Code));
    }

    [Fact]
    public void A_bar_on_a_holiday_fails()
    {
        var finding = Assert.Single(Assert.Single(Check(Entry(Aig, (_, _) => true, extra: new LocalDate(2013, 11, 28))).Troubled).Findings);

        Assert.Equal(
            new ArchiveFinding(ArchiveStatus.Fail, "no-session", "AIG: the bar of 2013-11-28 is dated on a day without a session; correct it or download it again"),
            finding);
    }

    [Theory]
    [InlineData(10, 9, 8, 9, 1)]
    [InlineData(10, 11, 10.5, 10.8, 1)]
    [InlineData(10, 11, 0, 10, 1)]
    [InlineData(10, 11, double.NaN, 10, 1)]
    [InlineData(10, double.PositiveInfinity, 9, 10, 1)]
    [InlineData(10, 11, 9, 10, -1)]
    [InlineData(10, 11, 9, 10, double.NaN)]
    public void A_bar_that_cannot_be_fails(double open, double high, double low, double close, double volume)
    {
        var day = BarSeries.ToDay(AsOf);
        var bars = new BarSeries(Aig, 1, [day], [open], [high], [low], [close], [volume]);

        Assert.Contains(Assert.Single(Check(new ArchiveEntry(Aig, bars)).Troubled).Findings, finding => finding is { Status: ArchiveStatus.Fail, Code: "bad-bar" });
    }

    [Fact]
    public void A_day_that_is_there_twice_fails()
    {
        var day = BarSeries.ToDay(AsOf);
        var bars = new BarSeries(Aig, 3, [day - 3, day, day], [1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1], [1, 1, 1]);

        Assert.Contains(Assert.Single(Check(new ArchiveEntry(Aig, bars)).Troubled).Findings, finding => finding is { Status: ArchiveStatus.Fail, Code: "out-of-order" });
    }

    [Fact]
    public void A_file_that_cannot_be_read_fails_with_its_line()
    {
        var finding = Assert.Single(Assert.Single(Check(Entry(Ibm), new ArchiveEntry(Aig, null, "daily/AIG.csv line 17: high 34.1 is under low 34.9")).Troubled).Findings);

        Assert.Equal("daily/AIG.csv line 17: high 34.1 is under low 34.9; correct the line or download the file again", finding.Text);
    }

    [Fact]
    public void The_worst_come_first_and_the_report_is_json()
    {
        var report = Check(Entry(Symbol.Parse("B"), (date, _) => date < new LocalDate(2013, 11, 29)), new ArchiveEntry(Symbol.Parse("C"), null), Entry(Aig));
        var json = System.Text.Json.JsonSerializer.Serialize(report, TradingJson.Options);

        Assert.Equal(["C", "B"], report.Troubled.Select(symbol => symbol.Symbol.ToString()));
        Assert.StartsWith("""{"asOf":"2013-12-02","status":"Fail","symbols":3,""", json, StringComparison.Ordinal);
    }

    private static ArchiveReport Check(params ArchiveEntry[] entries) => new ArchiveCheck(ExchangeCalendar.Nyse, ArchiveThresholds.Default).Run(entries, AsOf);

    /// <summary>Bars of every session that <paramref name="has"/> lets through (by date, and by how many sessions before AsOf's next), and one extra.</summary>
    private static ArchiveEntry Entry(Symbol symbol, Func<LocalDate, int, bool>? has = null, LocalDate? extra = null)
    {
        var days = new List<int>();
        var index = 0;
        for (var date = First; date <= AsOf.PlusDays(3); date = date.PlusDays(1))
        {
            if (date == extra || (ExchangeCalendar.Nyse.IsSession(date) && (has?.Invoke(date, index++) ?? true)))
            {
                days.Add(BarSeries.ToDay(date));
            }
        }

        var price = Enumerable.Repeat(10.0, days.Count).ToArray();
        return new ArchiveEntry(symbol, new BarSeries(symbol, days.Count, [.. days], price, price, price, price, price));
    }
}
