using NodaTime;
using Trading.Orders;
using Trading.Tests.Shared.Reconciliation;

namespace Trading.Tests.Shared.Accounting.Pnl;

public sealed class PnlReaderTests
{
    [Fact]
    public async Task Today_is_realized_so_far_and_unrealized_at_the_newest_price()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        desk.Price(51.25m);
        var day = await desk.Pnl.OnAsync(Books.Monday, again: false, default);
        Assert.Equal(("open", 0m, 12.5m, 0.1m, 12.4m), (day.State, day.Pnl!.Summary.Realized, day.Pnl.Summary.Unrealized, day.Pnl.Summary.Fees, day.Pnl.Summary.Total));
        Assert.Equal(("$0.00", "+$12.50", "$-0.10", "+$12.40"), (day.Text!.Realized, day.Text.Unrealized, day.Text.Fees, day.Text.Total));
        Assert.Equal(("broker", (Instant?)desk.Books.Clock.Now), (day.Equity!.Source, day.Equity.At));
        Assert.Null(day.Why);
    }

    [Fact]
    [Trait("Bug", "C3.17")]
    public async Task Shares_that_a_brackets_leg_sold_are_in_the_profit()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        var entry = desk.Books.Book.View.Find(QualityDesk.Entry)!;
        await desk.Books.Book.ReserveAsync(
            entry with { Id = OrderKeys.OfLeg(entry.Id, BracketLeg.TakeProfit), ParentId = entry.Id, Leg = BracketLeg.TakeProfit, Side = OrderSide.Sell, Purpose = OrderPurpose.Exit, BrokerOrderId = "b1-tp", State = OrderState.Submitted },
            default);
        desk.Books.Broker.Put("b1-tp", "leg-of-b1", desk.Books.Clock.Now, side: OrderSide.Sell, filled: 10, status: Trading.Brokers.BrokerOrderStatus.Filled);
        desk.Books.Broker.Execute("f2", "b1-tp", OrderSide.Sell, 10, 53, desk.Books.Clock.Now);
        await desk.Books.RunAsync();
        var day = await desk.Pnl.OnAsync(Books.Monday, again: false, default);
        Assert.Equal((30m, 1), (day.Pnl!.Summary.Realized, day.Pnl.Summary.Wins));
        await desk.Job.RunAsync(Books.Monday, "2013-10-07T15:00Z", "kpi", default);
        Assert.Equal("target", (await desk.Kpis.LatestAsync(default))!.ByExit.Single().Key);
    }

    [Fact]
    public async Task A_day_that_was_not_closed_counts_in_the_next()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        desk.Books.Clock.Now = Books.At(11, 0, days: 1);
        desk.Price(52m);
        var day = await desk.Pnl.OnAsync(Books.Monday.PlusDays(1), again: false, default);
        Assert.Equal((20m, 99_499.9m, 0.1m), (day.Pnl!.Summary.Unrealized, day.Pnl.BookCash, day.Pnl.FeesToDate));
    }

    [Fact]
    public async Task Prices_that_cannot_be_read_leave_the_day_unknown()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        desk.Market.IsDown = true;
        var day = await desk.Pnl.OnAsync(Books.Monday, again: false, default);
        Assert.Equal(("none", null, "the newest prices could not be read: the feed is down"), (day.State, day.Pnl, day.Reason));
    }

    [Fact]
    public async Task The_journal_gives_the_same_figures_again()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        desk.Books.Clock.Now = Books.At(12, 0);
        await desk.SellAsync(53m, "time is up");
        desk.Books.Clock.Now = Books.At(16, 30);
        await desk.Keeper.CloseThroughAsync(Books.Monday, "eod", default);
        var again = (await desk.Pnl.OnAsync(Books.Monday, again: true, default)).Recomputed!;
        Assert.Equal((true, 2), (again.Equal, again.Executions));
        Assert.Empty(again.Differences);
    }

    [Fact]
    public async Task Books_that_lost_or_changed_an_execution_are_found_out()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();
        desk.Books.Clock.Now = Books.At(16, 30);
        var close = await desk.Keeper.CloseThroughAsync(Books.Monday, "eod", default);
        await desk.Books.Days.SaveAsync(close with { Summary = close.Summary with { Fees = 0m }, Positions = [] }, [], default);
        await ((Trading.Storage.IRecords)desk.Books.Store).DeleteAsync("fills", "paper:2013-10-07", "f1", default);
        desk.Books.Build();
        var again = (await desk.Pnl.OnAsync(Books.Monday, again: true, default)).Recomputed!;
        Assert.False(again.Equal);
        Assert.Equal(
            [("execution f1", "missing", "journalled"), ("fees", "0", "0.1"), ("position AIG", "none", "10 at 50")],
            again.Differences.Where(one => one.What is not "unrealized" and not "total").Select(one => (one.What, one.Kept, one.Recomputed)));
    }

    [Fact]
    public async Task Several_days_do_not_add_up_the_same_holding_twice()
    {
        using var desk = new QualityDesk();
        await desk.BuyAsync();

        // Without a bar, it is valued at cost.
        desk.Market.Prices.Clear();
        for (var day = 0; day <= 1; day++)
        {
            desk.Books.Clock.Now = Books.At(16, 30, day);
            await desk.Keeper.CloseThroughAsync(Books.Monday.PlusDays(day), "eod", default);
        }

        var span = await desk.Pnl.BetweenAsync(Books.Monday.PlusDays(-3), Books.Monday.PlusDays(1), again: false, default);
        Assert.Equal((2, 0m, 0.1m, -0.1m), (span.Count, span.Realized, span.Fees, span.Change));
        Assert.Equal("$-0.10", span.Text.Change);
    }
}
