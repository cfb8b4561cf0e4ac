using NodaTime;
using Trading.Risk;
using Trading.Risk.Drawdowns;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Risk;

public sealed class LossCheckTests
{
    private static readonly LocalDate Monday = new(2013, 10, 7);
    private static readonly RiskLimits Limits = RiskLimits.Paper;

    [Theory]
    [InlineData("100", "95.1", false)]
    [InlineData("100", "95.0", true)]
    [InlineData("100000", "95000.01", false)]
    [InlineData("100000", "95000", true)]
    [InlineData("100000", "94000", true)]
    public void A_daily_loss_of_exactly_five_percent_blocks(string opening, string equity, bool blocks)
    {
        var losses = Of(Number(opening), Number(equity));
        Assert.Equal(blocks ? "daily_loss" : null, LossChecks.WhyCloseOnly(losses, Limits)?.Code);
        Assert.Equal(blocks, LossChecks.WhyNoEntries(losses, Limits) is not null);
    }

    [Fact]
    public void The_reasons_say_their_numbers()
    {
        Assert.Equal(
            "daily_loss: Daily loss limit: $5000.00 is 5.00% of the opening $100000.00, the limit is 5%", LossChecks.WhyNoEntries(Of(100_000m, 95_000m), Limits)?.Sentence);
        var afterAGain = new Losses(101_200m, CalmBars.Marks(Monday).Seen(110_000m));
        Assert.Equal(
            "day_drawdown: equity $101200.00 is 8.00% under the day's peak $110000.00, no entries from 8%", LossChecks.WhyNoEntries(afterAGain, Limits)?.Sentence);
        Assert.Null(LossChecks.WhyCloseOnly(afterAGain, Limits));
        Assert.Equal("losses_unknown: equity, the day's opening equity or the peaks are not known", LossChecks.WhyNoEntries(null, Limits)?.Sentence);
    }

    [Theory]
    [InlineData("98000.01", "1")]
    [InlineData("98000", "0.5")]
    [InlineData("96000.01", "0.5")]
    [InlineData("96000", "0.25")]
    [InlineData("92000.01", "0.25")]
    [InlineData("92000", "0")]
    [InlineData("100001", "1")]
    public void Entries_shrink_as_equity_falls_from_the_days_peak(string equity, string factor) =>
        Assert.Equal(Number(factor), Of(100_000m, Number(equity)).SizeFactor(Limits));

    [Fact]
    [Trait("Bug", "C5.39")]
    public void A_loss_too_slow_for_any_day_is_seen_from_the_all_time_peak()
    {
        var (marks, equity) = (CalmBars.Marks(Monday), 100_000m);
        for (var day = 1; day <= 23; day++)
        {
            Assert.Null(LossChecks.WhyCloseOnly(new Losses(equity, marks), Limits));
            equity *= 0.99m;
            marks = EquityMarks.Open(marks, Monday.PlusDays(day), equity, "test");
        }

        // 0.99^23 is 0.7936: each day lost one percent, all of them together more than twenty.
        var slow = new Losses(equity, marks);
        Assert.Equal((0m, 1m), (slow.FromDayPeak, slow.SizeFactor(Limits)));
        Assert.StartsWith("drawdown: equity $79361.", LossChecks.WhyCloseOnly(slow, Limits)?.Sentence, StringComparison.Ordinal);
        Assert.Equal(Monday, marks.AllTimePeakOn);
    }

    [Fact]
    [Trait("Bug", "C5.39")]
    public void The_days_peak_begins_anew_so_yesterdays_fall_is_no_breach_today()
    {
        var fallen = new Losses(91_000m, CalmBars.Marks(Monday));
        Assert.Equal(0m, fallen.SizeFactor(Limits));
        var next = new Losses(91_000m, EquityMarks.Open(fallen.Marks, Monday.PlusDays(1), 91_000m, "test"));
        Assert.Equal((1m, 0m, 0.09m), (next.SizeFactor(Limits), next.Daily, next.FromAllTimePeak));
    }

    private static Losses Of(decimal opening, decimal equity) => new(equity, CalmBars.Marks(Monday, opening));

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
