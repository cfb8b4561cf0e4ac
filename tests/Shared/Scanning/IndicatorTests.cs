using FsCheck;
using FsCheck.Fluent;
using Trading.Market;
using Trading.Scanning;

namespace Trading.Tests.Shared.Scanning;

public sealed class IndicatorTests
{
    [Fact]
    public void Agree_with_their_definitions_on_random_bars() => OnRandomBars(bars =>
    {
        var close = bars.Close.ToArray();
        Same(PlainIndicators.Sma(close, 20)[^1], Average.Simple(bars.Close, 20));
        Same(PlainIndicators.Sma(close, 50)[^6], Average.Simple(bars.Close, 50, 5));
        Same(PlainIndicators.Slope(PlainIndicators.Sma(close, 50), 10), Average.Slope(bars.Close, 50, 10));
        Same(PlainIndicators.Sma(PlainIndicators.TrueRange(bars), 14)[^1], Atr.Last(bars));
        Same(PlainIndicators.Adx(bars), Adx.Last(bars));
        Assert.Equal(PlainIndicators.Weekly(bars), WeeklyAlignment.Holds(bars));
    });

    [Fact]
    public void The_median_of_the_atr_percent_agrees_with_sorting() => OnRandomBars(bars =>
    {
        var percents = new double[120];
        Atr.Percents(bars, percents);
        var plain = PlainIndicators.AtrPercent(bars)[^120..];
        Assert.All(plain.Zip(percents), pair => Same(pair.First, pair.Second));
        Same(PlainIndicators.Median(plain), Median.OfEven(percents));
    });

    [Fact]
    public void Anchored_and_rolling_vwap_agree_with_their_definitions() => OnRandomBars(bars =>
    {
        var newest = new double[AnchoredVwap.Kept];
        foreach (var from in new[] { 0, bars.Count / 2, bars.Count - 6 })
        {
            Assert.True(AnchoredVwap.From(bars, from, newest));
            Assert.All(PlainIndicators.AnchoredVwap(bars, from)[^6..].Zip(newest), pair => Same(pair.First, pair.Second));
        }

        Same(PlainIndicators.AnchoredVwap(bars, bars.Count - 20)[^1], AnchoredVwap.Rolling(bars, 0));
        Assert.False(AnchoredVwap.From(bars, bars.Count - 5, newest));
    });

    [Fact]
    public void A_true_range_reaches_to_the_close_before()
    {
        var bars = TestBars.Of("TEST", (10, 11, 9, 10, 1), (13, 14, 12.5, 13, 1), (8, 8.5, 7, 8, 1));
        var ranges = new double[3];
        Atr.TrueRanges(bars, ranges);
        Assert.Equal([2, 4, 6], ranges);
    }

    [Fact]
    public void The_average_true_range_is_a_plain_mean()
    {
        // Thirteen bars of range 1 and one that gaps up by 14: (13 x 1 + 14.5) / 14.
        var bars = TestBars.Closes([.. Enumerable.Repeat(50.0, 13), 64.0]);
        Assert.Equal((13 + 14.5) / 14, Atr.Last(bars), 12);
    }

    [Fact]
    public void The_slope_is_a_fraction_of_where_it_began() =>
        Assert.Equal((102.0 - 100.0) / 100.0, Average.Slope([100, 100, 102, 102], 2, 2), 12);

    [Fact]
    public void The_adx_of_bars_that_only_rise_is_100() =>
        Assert.Equal(100, Adx.Last(TestBars.Closes([.. Enumerable.Range(1, 60).Select(day => 100.0 + day)])), 9);

    [Fact]
    public void The_adx_begins_with_bar_27_and_is_unknown_on_bars_that_never_move()
    {
        Assert.True(double.IsNaN(Adx.Last(TestBars.Random(1, 26))));
        Assert.False(double.IsNaN(Adx.Last(TestBars.Random(1, 27))));
        Assert.True(double.IsNaN(Adx.Last(TestBars.Closes([.. Enumerable.Repeat(50.0, 100)]))));
    }

    [Fact]
    public void The_adx_smooths_one_rise_and_one_fall()
    {
        // Thirty rises of 1 bring the smoothed movement to 1 - (13/14)^30 and DX to 100; then one fall of 2.
        var bars = TestBars.Closes([.. Enumerable.Range(0, 31).Select(day => 100.0 + day), 128.0]);
        var before = 1 - Math.Pow(13.0 / 14, 30);
        var net = (before * 13 / 14) - (2.0 / 14);
        var total = (before * 13 / 14) + (2.0 / 14);
        Assert.Equal((100 * 13.0 / 14) + (100 * Math.Abs(net) / total / 14), Adx.Last(bars), 9);
    }

    [Theory]
    [InlineData("2013-10-04", "2013-09-30", true)]
    [InlineData("2013-10-04", "2013-09-28", true)]
    [InlineData("2013-10-04", "2013-09-27", false)]
    [InlineData("2013-10-04", "2013-10-07", false)]
    [InlineData("1969-12-31", "1970-01-02", true)]
    [InlineData("1969-12-26", "1969-12-31", false)]
    public void A_week_ends_on_friday(string one, string other, bool same) => Assert.Equal(same, WeekOf(one) == WeekOf(other));

    private static int WeekOf(string date) => WeeklyAlignment.WeekOf(BarSeries.ToDay(NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value));

    private static void OnRandomBars(Action<BarSeries> holds) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            holds(TestBars.Random(seed, 150 + (seed % 300), drift: ((seed % 3) - 1) * 0.002));
            return true;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60).WithReplay(3, 1));

    private static void Same(double expected, double actual) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-9 * Math.Abs(expected), $"expected {expected:R}, got {actual:R}");
}
