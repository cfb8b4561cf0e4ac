using System.Text.Json;
using NodaTime;
using Trading.Market;
using Trading.Storage;
using Trading.Tests.Shared.Reconciliation;

namespace Trading.Tests.Shared.Accounting.Kpis;

public sealed class KpiJobTests
{
    [Fact]
    public async Task The_hours_of_a_day_and_its_close()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        await TakeAsync(desk, 11, price: 52m);
        await TakeAsync(desk, 12, price: 51m);
        desk.Books.Clock.Now = Books.At(12, 30);
        await desk.SellAsync(53m, "time is up");
        await TakeAsync(desk, 13, price: 53m);
        var kept = await desk.Kpis.OnAsync(Books.Monday, default);
        Assert.Equal(["2013-10-07T15:00Z", "2013-10-07T16:00Z", "2013-10-07T17:00Z"], kept.Select(kpi => kpi.Slot));
        Assert.Equal([20m, 10m, 0m], kept.Select(kpi => kpi.Unrealized));
        Assert.Equal([520m, 510m, 0m], kept.Select(kpi => kpi.Exposure));
        Assert.Equal([1, 1, 0], kept.Select(kpi => kpi.Positions));
        var last = kept[^1];
        Assert.Equal((30m, 1, 100m, 1030m, 2), (last.Realized, last.Stats.Wins, last.Stats.WinRate, last.Turnover, last.Trades));
        Assert.Equal(("time", 30m), (last.ByExit.Single().Key, last.ByExit.Single().Stats.Realized));
        Assert.Equal("AIG", last.BySymbol.Single().Key);
        Assert.Equal(29.88m, last.Stats.NetExpectancy);
        Assert.Equal(3, (await desk.Books.EventsAsync("kpi")).Count);
    }

    [Fact]
    [Trait("Bug", "C6.47")]
    public async Task Equity_says_whose_word_it_is_and_cash_is_not_taken_for_equity()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        await TakeAsync(desk, 11, price: 52m);
        var kpi = (await desk.Kpis.LatestAsync(default))!;
        Assert.Equal(("broker", desk.Books.Broker.Cash), (kpi.EquitySource, kpi.Equity));
        Assert.Equal((99_499.9m, 100_019.9m), (kpi.BookCash, kpi.BookEquity));
        desk.Books.Broker.Dead.Add("account");
        await TakeAsync(desk, 12, price: 52m);
        kpi = (await desk.Kpis.LatestAsync(default))!;
        Assert.Equal(("books", 100_019.9m), (kpi.EquitySource, kpi.Equity));
    }

    [Fact]
    public async Task Drawdown_is_counted_from_the_days_peak_and_from_the_highest_ever()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        desk.Books.Broker.Dead.Add("account");
        await TakeAsync(desk, 11, price: 60m);
        await TakeAsync(desk, 12, price: 55m);
        var monday = (await desk.Kpis.LatestAsync(default))!;
        Assert.Equal((50m, 50m), (monday.Today.Now, monday.SinceStart.Deepest));
        Assert.Equal(decimal.Round(50m * 100m / 100_099.9m, 4), monday.Today.Percent);
        desk.Books.Clock.Now = Books.At(11, 0, days: 1);
        await desk.Job.RunAsync(Books.Monday.PlusDays(1), "2013-10-08T15:00Z", "kpi", default);
        var tuesday = (await desk.Kpis.LatestAsync(default))!;
        Assert.Equal((100_099.9m, 50m), (tuesday.SinceStart.Peak, tuesday.SinceStart.Now));
        Assert.Equal((100_049.9m, 0m), (tuesday.Today.Peak, tuesday.Today.Now));
    }

    [Fact]
    public async Task A_symbol_without_a_price_stands_at_cost_and_is_named()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        desk.Market.Prices.Clear();
        desk.Books.Clock.Now = Books.At(11, 0);
        await desk.Job.RunAsync(Books.Monday, "2013-10-07T15:00Z", "kpi", default);
        var kpi = (await desk.Kpis.LatestAsync(default))!;
        Assert.Equal((0m, 500m), (kpi.Unrealized, kpi.Exposure));
        Assert.Equal([Symbol.Parse("AIG")], kpi.Unpriced);
    }

    [Fact]
    public async Task Prices_that_cannot_be_read_are_no_prices_of_zero()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        desk.Market.IsDown = true;
        await Assert.ThrowsAsync<MarketDataException>(() => desk.Job.RunAsync(Books.Monday, "2013-10-07T15:00Z", "kpi", default));
        Assert.Empty(await desk.Kpis.OnAsync(Books.Monday, default));
    }

    [Fact]
    public async Task A_new_desk_has_no_figures_and_says_so()
    {
        using var desk = new QualityDesk();
        Assert.Equal("the books have not been opened yet", await desk.Job.RunAsync(Books.Monday, "2013-10-07T15:00Z", "kpi", default));
        Assert.Null(await desk.Kpis.LatestAsync(default));
    }

    [Fact]
    public async Task The_close_is_taken_once_however_often_the_end_of_day_runs()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        desk.Books.Clock.Now = Books.At(16, 30);
        var close = await desk.Keeper.CloseThroughAsync(Books.Monday, "eod", default);
        await desk.Job.RunAsync(close, "eod", default);
        var first = JsonSerializer.Serialize(await desk.Kpis.LatestAsync(default), TradingJson.Options);
        desk.Books.Clock.Now += Duration.FromMinutes(20);
        await desk.Job.RunAsync(close, "eod", default);
        Assert.Equal(first, JsonSerializer.Serialize(await desk.Kpis.LatestAsync(default), TradingJson.Options));
        Assert.Single(await desk.Books.EventsAsync("kpi"));
    }

    [Fact]
    public async Task What_others_bought_is_exposure_but_no_trade_of_ours()
    {
        using var desk = new QualityDesk();
        desk.Books.Broker.Positions.Add(new Trading.Brokers.BrokerPosition(Symbol.Parse("AIG"), 5m, new Price(40m), 250m));
        await desk.Books.RunAsync();
        desk.Price(50m);
        desk.Books.Broker.Put("hand", "by-hand", desk.Books.Clock.Now, side: Trading.Orders.OrderSide.Sell, quantity: 2, filled: 2, status: Trading.Brokers.BrokerOrderStatus.Filled);
        desk.Books.Broker.Execute("f9", "hand", Trading.Orders.OrderSide.Sell, 2, 50, desk.Books.Clock.Now);
        await desk.Books.RunAsync(withPositions: false);
        await desk.Job.RunAsync(Books.Monday, "2013-10-07T15:00Z", "kpi", default);
        var kpi = (await desk.Kpis.LatestAsync(default))!;
        Assert.Equal((0, 20m, 150m), (kpi.Stats.Trips, kpi.Realized, kpi.Exposure));
    }

    [Fact]
    public async Task The_curve_begins_with_the_opening_and_ends_now()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        desk.Books.Broker.Dead.Add("account");
        await TakeAsync(desk, 11, price: 60m);
        desk.Books.Clock.Now = Books.At(11, 20);
        desk.Price(55m);
        var points = await desk.Curve.ReadAsync(Books.Monday.PlusDays(-5), Books.Monday, default);
        Assert.Equal([("opening", 100_000m, 0m), ("kpi", 100_099.9m, 0m), ("now", 100_049.9m, 50m)], points.Select(point => (point.Source, point.Equity, point.Drawdown)));
        Assert.Empty(await desk.Curve.ReadAsync(Books.Monday.PlusDays(-9), Books.Monday.PlusDays(-5), default));
    }

    private static async Task TakeAsync(QualityDesk desk, int hour, decimal price)
    {
        desk.Books.Clock.Now = Books.At(hour, 0);
        desk.Price(price);
        await desk.Job.RunAsync(Books.Monday, $"2013-10-07T{hour + 4:00}:00Z", "kpi-test", default);
    }
}
