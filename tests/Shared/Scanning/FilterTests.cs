using System.Text;
using NodaTime;
using Trading.Market;
using Trading.Scanning;

namespace Trading.Tests.Shared.Scanning;

public sealed class FilterTests
{
    private static readonly LocalDate Date = new(2013, 10, 7);

    [Theory]
    [InlineData(0.001, true)]
    [InlineData(-0.001, false)]
    public void The_regime_is_the_benchmark_above_its_200_bars(double change, bool open)
    {
        var bars = TestBars.Closes([.. Enumerable.Range(0, 300).Select(day => 100 * Math.Pow(1 + change, day))]);
        Assert.Equal(new Regime(open, null), RegimeFilter.Evaluate(bars, bars.DateAt(299)));
    }

    [Fact]
    public void Two_hundred_bars_within_300_days_are_needed()
    {
        var rising = TestBars.Closes([.. Enumerable.Range(0, 250).Select(day => 100.0 + day)]);
        Assert.True(RegimeFilter.Evaluate(rising, rising.DateAt(199)).Open);
        Assert.False(RegimeFilter.Evaluate(rising, rising.DateAt(198)).Open);
        Assert.Null(RegimeFilter.Evaluate(rising, rising.DateAt(198)).Warning);
    }

    [Fact]
    public void The_regime_does_not_look_past_the_as_of_date()
    {
        var bars = TestBars.Closes([.. Enumerable.Range(0, 300).Select(day => 100.0 + day), .. Enumerable.Repeat(1.0, 50)]);
        Assert.True(RegimeFilter.Evaluate(bars, bars.DateAt(299)).Open);
        Assert.False(RegimeFilter.Evaluate(bars, bars.DateAt(349)).Open);
    }

    [Fact]
    [Trait("Bug", "AVWAP-6.1")]
    public void A_benchmark_that_stopped_being_refreshed_says_nothing()
    {
        var falling = TestBars.Closes([.. Enumerable.Range(0, 300).Select(day => 1000.0 - day)]);
        var regime = RegimeFilter.Evaluate(falling, falling.DateAt(299).PlusDays(3));
        Assert.True(regime.Open);
        Assert.Contains("newest bar is of", regime.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_benchmark_fails_open_with_a_warning()
    {
        var regime = RegimeFilter.Evaluate(null, Date);
        Assert.True(regime.Open);
        Assert.NotNull(regime.Warning);
    }

    [Theory]
    [InlineData(40.0, 400_000, true)]
    [InlineData(40.0, 399_999, false)]
    [InlineData(25.0, 400_000, true)]
    [InlineData(24.9, 400_000, false)]
    public void A_symbol_trades_enough_shares_and_dollars(double close, double volume, bool passes)
    {
        var bars = TestBars.Of("TEST", [.. Enumerable.Repeat((close, close, close, close, volume), 100)]);
        Assert.Equal(passes, LiquidityFilter.Passes(bars, bars.Days[^1] + 1));
    }

    [Fact]
    public void Fifteen_bars_within_45_days_are_needed()
    {
        var bars = TestBars.Of("TEST", [.. Enumerable.Repeat((50.0, 50.0, 50.0, 50.0, 1e6), 100)]);
        Assert.True(LiquidityFilter.Passes(bars, bars.Days[^15] + 45));
        Assert.False(LiquidityFilter.Passes(bars, bars.Days[^15] + 46));
    }

    [Theory]
    [InlineData("2013-10-06", false)]
    [InlineData("2013-10-07", true)]
    [InlineData("2013-10-09", true)]
    [InlineData("2013-10-10", false)]
    public void A_report_within_two_days_is_near(string date, bool near) =>
        Assert.Equal(near, Earnings($"symbol,date\nIBM,2013-10-07\nAIG,{date}\n").IsNear(Symbol.Parse("AIG"), Date));

    [Theory]
    [InlineData("AIG,2014-01-30\nAIG,2013-10-08")]
    [InlineData("AIG,2013-10-08\nAIG,2014-01-30")]
    [Trait("Bug", "AVWAP-1.3")]
    public void The_nearest_report_counts_however_they_are_listed(string rows) =>
        Assert.True(Earnings("symbol,date\n" + rows + "\n").IsNear(Symbol.Parse("AIG"), Date));

    [Theory]
    [InlineData("symbol,date\nAIG,10/07/2013\n", "line 2")]
    [InlineData("symbol,date\nA I G,2013-10-07\n", "line 2")]
    [InlineData("symbol\nAIG\n", "column date is missing")]
    [InlineData("", "no header")]
    public void A_calendar_that_cannot_be_read_says_where(string text, string where) =>
        Assert.Contains(where, Assert.Throws<FormatException>(() => Earnings(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("symbol,sector,company\nXOM,Basic Materials,\"Exxon, Mobil\"\n")]
    [InlineData("\ufeffsymbol,company,sector\r\nxom,\"Exxon\r\nMobil\",\"Basic Materials\"\r\n")]
    [InlineData("symbol,sector\nXOM,Basic Materials")]
    public void Sectors_are_read_with_quotes_and_unknown_ones_are_empty(string text)
    {
        var sectors = Sectors.Parse(Encoding.UTF8.GetBytes(text));
        Assert.Equal("Basic Materials", sectors.Of(Symbol.Parse("XOM")));
        Assert.Equal(string.Empty, sectors.Of(Symbol.Parse("AIG")));
    }

    private static EarningsCalendar Earnings(string text) => EarningsCalendar.Parse(Encoding.UTF8.GetBytes(text));
}
