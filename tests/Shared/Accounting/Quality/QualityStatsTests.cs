using Trading.Accounting.Quality;
using Trading.Market;
using Trading.Orders;
using Trading.Tests.Shared.Reconciliation;

namespace Trading.Tests.Shared.Accounting.Quality;

public sealed class QualityStatsTests
{
    [Fact]
    public void The_fill_rate_counts_shares_of_entries_that_are_done()
    {
        var stats = QualityStats.Of(
        [
            Sample(100, 100, OrderState.Filled),
            Sample(100, 40, OrderState.Canceled),
            Sample(50, 0, OrderState.Submitted),
            Sample(30, 0, OrderState.Rejected),
            Sample(70, 70, OrderState.Filled) with { Purpose = OrderPurpose.Exit },
        ]);
        Assert.Equal((5, 1, 70m), (stats.Orders, stats.Open, stats.FillRate));
        Assert.Equal((1, 1, 25m), (stats.Partial, stats.Rejected, stats.RejectRate));
    }

    [Fact]
    public void Without_orders_there_are_no_rates()
    {
        var stats = QualityStats.Of([]);
        Assert.Equal((null, null, null, null), (stats.FillRate, stats.RejectRate, stats.SlippageBps, stats.SecondsToFill));
        Assert.Equal(new QualityLevels("none", "none"), QualityLevels.Of(stats));
    }

    [Theory]
    [InlineData(OrderSide.Buy, 100, 100.10, 10)]
    [InlineData(OrderSide.Buy, 100, 99.95, -5)]
    [InlineData(OrderSide.Sell, 110, 109.89, 10)]
    [InlineData(OrderSide.Sell, 100, 100.05, -5)]
    [Trait("Vector", "P11")]
    public void Slippage_above_zero_is_worse_for_us(OrderSide side, double reference, double fill, double bps) =>
        Assert.Equal((decimal)bps, ExecutionSample.Slippage(side, new Price((decimal)reference), new Price((decimal)fill)));

    [Theory]
    [InlineData(95, 5, "ok", "ok")]
    [InlineData(94.9, 5.1, "warn", "warn")]
    [InlineData(90, 10, "warn", "warn")]
    [InlineData(89.9, 10.1, "critical", "critical")]
    public void Levels(double rate, double bps, string ofRate, string ofSlippage)
    {
        var stats = QualityStats.Of([]) with { FillRate = (decimal)rate, SlippageBps = new Quantiles(1, (decimal)bps, 0m, 0m) };
        Assert.Equal(new QualityLevels(ofRate, ofSlippage), QualityLevels.Of(stats));
    }

    [Fact]
    public async Task A_days_orders_are_measured_live_and_kept_at_its_end()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        var live = Assert.Single((await desk.Quality.OnAsync(Books.Monday, default))!);
        Assert.Equal((10, 10.01m, 0m), (live.Hour, live.SlippageBps, live.SecondsToFill));
        desk.Books.Clock.Now = Books.At(16, 30);
        await desk.Quality.RunAsync(await desk.Keeper.CloseThroughAsync(Books.Monday, "eod", default), "eod", default);
        desk.Books.Clock.Now = Books.At(10, 0, days: 2);
        Assert.Equal(live, Assert.Single((await desk.Quality.OnAsync(Books.Monday, default))!));
        Assert.Empty((await desk.Quality.OnAsync(Books.Monday.PlusDays(2), default))!);
        Assert.Null(await desk.Quality.OnAsync(Books.Monday.PlusDays(1), default));
    }

    [Fact]
    public async Task What_never_reached_the_broker_is_not_measured()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        await desk.Books.OrderAsync("20131007-swing-MSFT-buy-1", OrderState.DryRun);
        var refused = await desk.Books.OrderAsync("20131007-swing-IBM-buy-1", OrderState.Reserved);
        await desk.Books.Book.ChangeAsync(refused.Id, row => row with { State = OrderState.Rejected, Reason = "never sent: kill_switch: close_only" }, default);
        Assert.Equal([QualityDesk.Entry], (await desk.Quality.OnAsync(Books.Monday, default))!.Select(sample => sample.OrderId));
    }

    [Fact]
    public async Task Where_nothing_was_sent_there_is_no_reading_at_all()
    {
        using var desk = new QualityDesk();
        Assert.Empty(await new QualityReadings(desk.Quality, desk.Books.Book, desk.Books.Clock).ReadAsync(default));
        await desk.BuyAsync();
        var readings = await new QualityReadings(desk.Quality, desk.Books.Book, desk.Books.Clock).ReadAsync(default);
        Assert.Equal([("fill_rate", 1m), ("slippage_bps", 10.01m)], readings.Select(reading => (reading.Metric, reading.Value!.Value)));
    }

    private static ExecutionSample Sample(decimal quantity, decimal filled, OrderState state) =>
        new("order", Symbol.Parse("AIG"), OrderPurpose.Entry, 10, new Quantity(quantity), new Quantity(filled), state, null, null);
}
