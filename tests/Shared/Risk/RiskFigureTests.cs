using NodaTime;
using Trading.Market;
using Trading.Risk;
using Trading.Risk.Figures;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Risk;

public sealed class RiskFigureTests : IDisposable
{
    private readonly Desk desk = new(RiskLimits.Paper with { TotalExposure = 10_000m });
    private readonly FakeMarket market;
    private readonly RiskParts risk;
    private readonly RiskDesk figures;

    public RiskFigureTests()
    {
        market = new FakeMarket(desk.Clock) { Prices = { [Desk.Aig] = 50m } };
        risk = new RiskParts(desk.Store, "paper", desk.Kill, desk.LimitsBook, market, desk.Journal, desk.Clock);
        figures = new RiskDesk(desk.Broker, desk.Book, risk.Marks, risk.Reader, desk.LimitsBook, ExchangeCalendar.Nyse, desk.Clock);
    }

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task An_empty_book_is_zero_and_says_so()
    {
        await LookAsync();
        var metrics = RiskMetrics.Of(await figures.ReadAsync(default));
        Assert.Equal((100_000m, 100_000m, 0m, 0m, 1m), (metrics.Equity, metrics.OpeningEquity, metrics.DailyPnl, metrics.Leverage, metrics.SizeFactor));
        Assert.Equal((0m, 0m), (metrics.Exposure!.Total, metrics.Var!.Var95));
        Assert.Equal(["nothing is held or worked on: exposure, leverage and value at risk are zero"], metrics.Reasons);
    }

    [Fact]
    public async Task What_is_not_known_is_null_and_says_why()
    {
        desk.Broker.DeadReads.UnionWith(["account", "positions"]);
        var view = await figures.ReadAsync(default);
        var metrics = RiskMetrics.Of(view);
        Assert.Equal((null, null, null, null), (metrics.Equity, metrics.DailyPnl, metrics.Exposure, metrics.Var));
        Assert.Contains("the account could not be read: account: 503", metrics.Reasons);
        var lines = LimitUses.Of(view, desk.Clock.Now).ToDictionary(line => line.Name);
        Assert.Equal((null, null, "positions are not known"), (lines["total_exposure"].Used, lines["total_exposure"].WarningLevel, lines["total_exposure"].Reason));
        Assert.NotNull(lines["value_at_risk"].Reason);
        Assert.All(await new RiskReadings(figures, desk.Clock).ReadAsync(default), reading => Assert.Equal(reading.Value is null, reading.Sentence.Contains("not known", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(99, 49.5, 0)]
    [InlineData(100, 50, 50)]
    [InlineData(180, 90, 90)]
    [InlineData(191, 95.5, 95)]
    [InlineData(200, 100, 100)]
    [InlineData(199.99, 99.9, 95)]
    public async Task The_use_of_a_limit_has_levels(double shares, double percent, int level)
    {
        desk.Broker.Hold(Desk.Aig, (decimal)shares, 50m);
        var line = LimitUses.Of(await figures.ReadAsync(default), desk.Clock.Now).Single(one => one.Name == "total_exposure");
        Assert.Equal(((decimal?)percent, (int?)level, (decimal)shares * 50m), (line.UtilizationPercent, line.WarningLevel, line.Used));
    }

    [Fact]
    public async Task Readings_tell_each_metric_once_and_ask_the_broker_only_when_no_cycle_has()
    {
        desk.Broker.Hold(Desk.Aig, 100, 50m);
        await LookAsync();
        desk.Broker.Calls.Clear();
        var readings = await new RiskReadings(figures, desk.Clock).ReadAsync(default);
        Assert.Empty(desk.Broker.Calls);
        Assert.Equal(
            ["all_time_drawdown", "daily_loss_utilization", "day_drawdown", "exposure_utilization", "leverage", "var_utilization"],
            readings.Where(reading => reading.Metric != "limit_utilization").Select(reading => reading.Metric).Order(StringComparer.Ordinal));
        Assert.Equal((50m, 0.05m), (Of("exposure_utilization"), Of("leverage")));
        Assert.Equal(readings.Count, readings.Select(reading => (reading.Metric, reading.Subject)).Distinct().Count());
        desk.Clock.Advance(Duration.FromMinutes(2));
        await new RiskReadings(figures, desk.Clock).ReadAsync(default);
        Assert.NotEmpty(desk.Broker.Calls);

        decimal? Of(string metric) => readings.Single(reading => reading.Metric == metric).Value;
    }

    [Fact]
    public async Task A_position_without_a_history_leaves_value_at_risk_unknown()
    {
        desk.Broker.Hold(Symbol.Parse("NEW"), 10, 50m);
        var view = await figures.ReadAsync(default);
        Assert.Equal((null, "fewer than 60 fresh daily returns of NEW are known"), (view.Var, view.VarReason));
    }

    private async Task LookAsync() => await risk.Reader.WatchAsync(
        new DeskSnapshot { At = desk.Clock.Now, Date = Desk.Date, Positions = await desk.Broker.PositionsAsync(default), Account = await desk.Broker.AccountAsync(default) }, _ => { }, default);
}
