using Trading.Scanning;

namespace Trading.Tests.Shared.Scanning;

public sealed class StopLevelTests
{
    [Theory]
    [InlineData(100, 1.0, 98.5)]
    [InlineData(100, 2.0, 98.0)]
    [InlineData(100, 0.1, 98.5)]
    [Trait("Bug", "AVWAP-6.3")]
    public void Without_a_swing_low_it_is_an_atr_or_one_and_a_half_percent_below(double entry, double atr, double stop) =>
        Assert.Equal(stop, StopLevel.For(TestBars.Closes([.. Enumerable.Range(0, 30).Select(day => 80.0 + day)]), entry, atr), 9);

    [Fact]
    public void The_last_swing_low_less_half_a_percent_when_that_is_lower()
    {
        double[] closes = [.. Enumerable.Range(0, 30).Select(day => 90.0 + day)];
        closes[20] = 90.5;
        Assert.Equal(90 * 0.995, StopLevel.For(TestBars.Closes(closes), 100, 1), 9);
    }

    [Theory]
    [InlineData(new[] { 5.0, 3, 4, 2, 4 }, 2)]
    [InlineData(new[] { 5.0, 3, 4, 2, 2 }, 3)]
    [InlineData(new[] { 1.0, 3, 4, 5, 2 }, double.PositiveInfinity)]
    public void A_swing_low_is_strictly_below_both_neighbours(double[] lows, double low) => Assert.Equal(low, StopLevel.LastSwingLow(lows));
}
