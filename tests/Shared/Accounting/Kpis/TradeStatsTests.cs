using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Trading.Accounting;
using Trading.Accounting.Kpis;
using Trading.Storage;

namespace Trading.Tests.Shared.Accounting.Kpis;

public sealed class TradeStatsTests
{
    [Fact]
    [Trait("Vector", "P1")]
    public void A_win_a_loss_and_one_that_is_neither()
    {
        var stats = TradeStats.Of(Trips(
            Fills.One("AAPL", "b10@150", 0), Fills.One("MSFT", "b5@400", 1), Fills.One("TSLA", "b3@200", 2),
            Fills.One("AAPL", "s10@153", 3), Fills.One("MSFT", "s5@395", 4), Fills.One("TSLA", "s3@200", 5)));
        Assert.Equal((3, 1, 1, 30m, -25m), (stats.Trips, stats.Wins, stats.Losses, stats.GrossProfit, stats.GrossLoss));
        Assert.Equal((5m, 50m, 30m, -25m, 1.2m), (stats.Realized, stats.WinRate, stats.AverageWin, stats.AverageLoss, stats.ProfitFactor));
        Assert.Equal(1.66666667m, stats.Expectancy);
        Assert.Null(stats.ProfitFactorNote);
    }

    [Fact]
    [Trait("Vector", "P10")]
    public void Fees_of_both_sides_are_in_the_net_expectancy_alone()
    {
        var stats = TradeStats.Of(Trips(Fills.One("AAPL", "b10@100", 0, fee: 1m), Fills.One("AAPL", "s10@110", 1, fee: 1m)));
        Assert.Equal((100m, 100m, 98m), (stats.Realized, stats.Expectancy, stats.NetExpectancy));
    }

    [Theory]
    [InlineData("b10@100 s10@110", "no losses: it would be infinite")]
    [InlineData("b10@100", "no wins and no losses")]
    public void A_profit_factor_without_a_loss_is_null_with_a_note(string fills, string note)
    {
        var stats = TradeStats.Of(Trips([.. Fills.Of("AAPL", fills)]));
        Assert.Null(stats.ProfitFactor);
        Assert.Equal(note, stats.ProfitFactorNote);
        var json = JsonSerializer.Serialize(stats, TradingJson.Options);
        Assert.DoesNotContain("profitFactor\":", json, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", json, StringComparison.Ordinal);
        Assert.DoesNotContain("NaN", json, StringComparison.Ordinal);
        Assert.Equal(stats, JsonSerializer.Deserialize<TradeStats>(json, TradingJson.Options));
    }

    [Fact]
    public void Without_trips_nothing_is_zero_that_is_not_known()
    {
        var none = TradeStats.None;
        Assert.Equal((null, null, null, null, null), (none.WinRate, none.AverageWin, none.AverageLoss, none.Expectancy, none.NetExpectancy));
    }

    [Fact]
    public void Figures_of_two_days_add_up_to_those_of_both() => Prop.ForAll<int[], int[]>((left, right) =>
        TradeStats.Of(left.Concat(right).Select(Trip)) == TradeStats.Of(left.Select(Trip)) + TradeStats.Of(right.Select(Trip))).QuickCheckThrowOnFailure();

    [Fact]
    public void Groups_are_in_order_and_leave_nothing_out()
    {
        var trips = Trips(Fills.One("MSFT", "b5@400", 0), Fills.One("MSFT", "s5@395", 1), Fills.One("AAPL", "b10@150", 2), Fills.One("AAPL", "s10@153", 3));
        var groups = TradeGroup.By(trips, trip => trip.Symbol.ToString());
        Assert.Equal([("AAPL", 30m), ("MSFT", -25m)], groups.Select(group => (group.Key, group.Stats.Realized)));
    }

    private static IReadOnlyList<RoundTrip> Trips(params BookedFill[] fills) => RoundTrip.Of(FifoLedger.Run([], fills).Matches);

    private static RoundTrip Trip(int cents) => Trips([.. Fills.Of("AAPL", "b1@100 s1@100")])[0] with { Gross = cents / 100m, Fees = 0.01m };
}
