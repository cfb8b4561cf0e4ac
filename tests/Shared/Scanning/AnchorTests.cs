using NodaTime;
using Trading.Market;
using Trading.Scanning;

namespace Trading.Tests.Shared.Scanning;

public sealed class AnchorTests
{
    private static readonly (double, double, double, double, double) Quiet = (50, 50.5, 49.5, 50, 1000);

    [Fact]
    [Trait("Bug", "AVWAP-1.5")]
    public void The_year_and_the_month_begin_where_the_calendar_says()
    {
        // 400 weekdays from Monday 2 January 2012 end on 12 July 2013.
        var bars = TestBars.Random(1, 400);
        Assert.Equal(new LocalDate(2013, 7, 12), bars.DateAt(399));
        Assert.Equal(new LocalDate(2013, 1, 1), bars.DateAt(CalendarAnchors.YearStart(bars)));
        Assert.Equal(new LocalDate(2013, 7, 1), bars.DateAt(CalendarAnchors.MonthStart(bars)));
    }

    [Fact]
    [Trait("Bug", "AVWAP-1.5")]
    public void A_year_that_begins_with_a_holiday_begins_with_its_first_bar()
    {
        int[] days = [.. new[] { "2012-12-31", "2013-01-02", "2013-01-31", "2013-02-04" }.Select(text => BarSeries.ToDay(NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value))];
        double[] flat = [1, 1, 1, 1];
        var bars = new BarSeries(Symbol.Parse("TEST"), 4, days, flat, flat, flat, flat, flat);
        Assert.Equal(1, CalendarAnchors.YearStart(bars));
        Assert.Equal(3, CalendarAnchors.MonthStart(bars));
    }

    [Fact]
    public void The_references_calendar_anchors_the_year_at_bar_0_and_has_no_month()
    {
        var bars = TestBars.Random(1, 400);
        var anchors = new AnchorBar[AnchorBars.Most];
        var count = AnchorBars.Find(bars, -1, new ScanSettings { ReferenceCalendar = true }, anchors);
        Assert.Equal(new AnchorBar(Anchor.YearToDate, 0), anchors[0]);
        Assert.DoesNotContain(Anchor.MonthToDate, anchors[..count].Select(anchor => anchor.Anchor));
    }

    [Fact]
    public void The_newest_gap_of_four_percent_counts()
    {
        var rows = Enumerable.Repeat(Quiet, 100).ToArray();
        rows[60] = (52, 52.5, 49.5, 50, 1000);
        rows[80] = (48, 50.5, 47.5, 50, 1000);
        rows[90] = (51.99, 52, 49.5, 50, 1000);
        Assert.Equal(80, AnchorBars.LastGap(TestBars.Of("TEST", rows), 0.04));
    }

    [Theory]
    [InlineData(41, 41)]
    [InlineData(40, -1)]
    [InlineData(39, -1)]
    public void The_window_of_60_bars_has_no_close_before_its_first_bar(int gap, int found)
    {
        var rows = Enumerable.Repeat(Quiet, 100).ToArray();
        rows[gap] = (55, 55, 49.5, 50, 1000);
        Assert.Equal(found, AnchorBars.LastGap(TestBars.Of("TEST", rows), 0.04));
    }

    [Theory]
    [InlineData(59, 59)]
    [InlineData(58, -1)]
    public void A_breakout_needs_twenty_bars_of_volume_inside_its_window(int breakout, int found)
    {
        var rows = Enumerable.Repeat(Quiet, 100).ToArray();
        rows[breakout] = (50, 52, 49.5, 51.9, 2000);
        Assert.Equal(found, AnchorBars.LastBreakout(TestBars.Of("TEST", rows)));
    }

    [Theory]
    [InlineData(52, 51.9, 2000, 95)]
    [InlineData(52, 51.9, 1870, -1)]
    [InlineData(52, 51.2, 2000, -1)]
    [InlineData(50.6, 50.5, 2000, -1)]
    public void A_breakout_is_volume_a_strong_close_and_a_new_high(double high, double close, double volume, int found)
    {
        var rows = Enumerable.Repeat(Quiet, 100).ToArray();
        rows[95] = (50, high, 49.5, close, volume);
        Assert.Equal(found, AnchorBars.LastBreakout(TestBars.Of("TEST", rows)));
    }

    [Fact]
    public void Of_two_anchors_on_one_bar_the_higher_priority_stays()
    {
        // The lowest low of the last 20 bars is the first of the month.
        var bars = TestBars.Random(1, 400);
        var month = CalendarAnchors.MonthStart(bars);
        var lows = bars.Low.ToArray();
        lows[month] = 1;
        bars = new BarSeries(bars.Symbol, 400, bars.Days.ToArray(), bars.Open.ToArray(), bars.High.ToArray(), lows, bars.Close.ToArray(), bars.Volume.ToArray());
        var anchors = new AnchorBar[AnchorBars.Most];
        var count = AnchorBars.Find(bars, -1, ScanSettings.Default, anchors);
        Assert.Equal(Anchor.MonthToDate, Assert.Single(anchors[..count], anchor => anchor.Bar == month).Anchor);
        Assert.Equal(anchors[..count].OrderByDescending(anchor => anchor.Priority), anchors[..count]);
    }
}
