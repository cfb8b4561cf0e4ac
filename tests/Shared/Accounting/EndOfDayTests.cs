using System.Text;
using System.Text.Json;
using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Journal;
using Trading.Market;
using Trading.Orders;
using Trading.Storage;
using Trading.Tests.Shared.Reconciliation;

namespace Trading.Tests.Shared.Accounting;

public sealed class EndOfDayTests
{
    private const string Entry = "20131007-swing-AIG-buy-1";
    private const string Exit = "20131008-swing-AIG-sell-1";
    private readonly Dictionary<string, List<(LocalDate Date, double Close)>> bars = new(StringComparer.Ordinal);

    [Fact]
    public async Task A_day_is_closed_with_its_numbers_and_every_dollar_explained()
    {
        using var books = await BoughtOnMondayAsync();
        var line = await JobOf(books).RunAsync(Books.Monday, "end-of-day-2013-10-07", default);
        Assert.Equal("realized $0.00, unrealized +$12.50, fees $-0.10, total +$12.40; 1 trades, 0 wins, 0 losses; 1 positions, 0 differences", line);
        var close = (await books.Days.CloseOfAsync(Books.Monday, default))!;
        Assert.Equal((99_499.9m, 99_499.9m, 512.5m, 0m), (close.BookCash, close.ObservedCash, close.Holdings, close.Unexplained));
        Assert.Equal(100_012.4m, close.Equity);
        Assert.Single(await books.EventsAsync("day-closed"));
        Assert.Equal(Books.Monday, await books.Days.StandingAsync(default));
    }

    [Fact]
    [Trait("Bug", "C6.44")]
    public async Task Lots_carry_over_days()
    {
        using var books = await BoughtOnMondayAsync();
        await JobOf(books).RunAsync(Books.Monday, "eod", default);
        await SellAsync(books, days: 1, price: 53, fee: 0.02m);
        await JobOf(books).RunAsync(Books.Monday.PlusDays(1), "eod", default);
        var close = (await books.Days.CloseOfAsync(Books.Monday.PlusDays(1), default))!;
        Assert.Equal((30m, 0m, 0.02m, 29.98m), (close.Summary.Realized, close.Summary.Unrealized, close.Summary.Fees, close.Summary.Total));
        Assert.Equal((30m, 0.12m, 0m), (close.RealizedToDate, close.FeesToDate, close.Unexplained));
        Assert.Equal(Books.Monday, close.Previous);
        Assert.Empty(close.Positions);
        Assert.Empty((await books.RunAsync()).Differences);
    }

    [Fact]
    public async Task Closing_again_changes_nothing()
    {
        using var books = await BoughtOnMondayAsync();
        await JobOf(books).RunAsync(Books.Monday, "eod", default);
        var first = JsonSerializer.Serialize(await books.Days.CloseOfAsync(Books.Monday, default), TradingJson.Options);
        books.Build();
        books.Clock.Advance(Duration.FromMinutes(20));
        await JobOf(books).RunAsync(Books.Monday, "eod", default);
        Assert.Equal(first, JsonSerializer.Serialize(await books.Days.CloseOfAsync(Books.Monday, default), TradingJson.Options));
        Assert.Single(await books.EventsAsync("day-closed"));
        Assert.Empty(await books.EventsAsync("day-restated"));
    }

    [Fact]
    public async Task A_missed_close_is_made_up_for()
    {
        using var books = await BoughtOnMondayAsync();
        await SellAsync(books, days: 3, price: 53, fee: 0.02m);
        await JobOf(books).RunAsync(Books.Monday.PlusDays(3), "eod", default);
        var closes = new List<DayClose>();
        for (var days = 0; days <= 3; days++)
        {
            closes.Add((await books.Days.CloseOfAsync(Books.Monday.PlusDays(days), default))!);
        }

        Assert.Equal([7, 8, 9, 10], closes.Select(close => close.Date.Day));
        Assert.Equal([0m, 0m, 0m, 30m], closes.Select(close => close.Summary.Realized));
        Assert.Equal([12.5m, 22.5m, 22.5m, 0m], closes.Select(close => close.Summary.Unrealized));
        Assert.All(closes, close => Assert.Equal(0m, close.Unexplained));
        Assert.Equal([9], closes.Where(close => close.StalePrices.Count > 0).Select(close => close.Date.Day));
    }

    [Fact]
    public async Task An_execution_told_after_the_close_restates_it()
    {
        using var books = await BoughtOnMondayAsync();
        await JobOf(books).RunAsync(Books.Monday, "eod", default);
        books.Broker.Put("b1", Entry, books.Clock.Now, quantity: 15, filled: 15, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f9", "b1", OrderSide.Buy, 5, 50, Books.At(15, 59));
        books.Clock.Now = Books.At(9, 40, days: 1);
        books.Broker.Positions.Clear();
        books.Broker.Hold("AIG", 15, 50);
        await books.RunAsync();
        books.Clock.Advance(Duration.FromMinutes(2));
        var report = await books.RunAsync();
        Assert.Empty(report.Differences);
        Assert.Null(await books.Days.StandingAsync(default));
        await SellAsync(books, days: 1, price: 53, fee: 0m, quantity: 15);
        await JobOf(books).RunAsync(Books.Monday.PlusDays(1), "eod", default);
        Assert.Equal(18.75m, (await books.Days.CloseOfAsync(Books.Monday, default))!.Summary.Unrealized);
        var tuesday = (await books.Days.CloseOfAsync(Books.Monday.PlusDays(1), default))!;
        Assert.Equal((45m, 0m), (tuesday.Summary.Realized, tuesday.Unexplained));
        Assert.Single(await books.EventsAsync("day-restated"));
        Assert.Single(await books.EventsAsync("close-reopened"));
    }

    [Theory]
    [InlineData("reports/daily/2013-10-07.json", "report")]
    [InlineData("reports/daily/2013-10-07.md", "summary")]
    [InlineData("ordersarchive/", "archive")]
    [InlineData("journalheads/", "anchor")]
    public async Task A_later_step_that_fails_loses_no_earlier_one_and_the_job_can_be_repeated(string broken, string step)
    {
        using var books = await BoughtOnMondayAsync();
        books.Clock.Now = Books.At(10, 0, days: -3);
        await books.OrderAsync("20131004-swing-IBM-buy-1", OrderState.Canceled);
        books.Clock.Now = Books.At(16, 30);
        books.Store.Fails = key => key.StartsWith(broken, StringComparison.Ordinal);
        var fault = await Assert.ThrowsAsync<EndOfDayException>(() => JobOf(books).RunAsync(Books.Monday, "eod", default));
        Assert.StartsWith(step, fault.Message, StringComparison.Ordinal);
        Assert.NotNull(await books.Days.CloseOfAsync(Books.Monday, default));
        books.Store.Fails = null;
        await JobOf(books).RunAsync(Books.Monday, "eod", default);
        Assert.Single(await books.EventsAsync("day-closed"));
        var report = await ((IBlobs)books.Store).ReadAsync("reports", "daily/2013-10-07.md", default);
        Assert.Contains("| Unrealized | +$12.50 |", Encoding.UTF8.GetString(report!.Content.Span), StringComparison.Ordinal);
        using var json = JsonDocument.Parse((await ((IBlobs)books.Store).ReadAsync("reports", "daily/2013-10-07.json", default))!.Content);
        Assert.Equal(12.4m, json.RootElement.GetProperty("summary").GetProperty("total").GetDecimal());
        Assert.Single(await new JournalAnchors(books.Store).AllAsync(default));
    }

    [Theory]
    [InlineData("fills")]
    [InlineData("orders")]
    [InlineData("positions")]
    [InlineData("account")]
    [Trait("Bug", "C4.24")]
    public async Task Books_are_closed_only_on_a_complete_reconcile(string read)
    {
        using var books = await BoughtOnMondayAsync();
        books.Broker.Dead.Add(read);
        await Assert.ThrowsAsync<BrokerException>(() => JobOf(books).RunAsync(Books.Monday, "eod", default));
        Assert.Null(await books.Days.CloseOfAsync(Books.Monday, default));
    }

    [Fact]
    public async Task What_the_archive_holds_is_not_taken_for_somebody_elses()
    {
        using var books = await BoughtOnMondayAsync();
        await JobOf(books).RunAsync(Books.Monday, "eod", default);
        await SellAsync(books, days: 1, price: 53, fee: 0.02m);
        await JobOf(books).RunAsync(Books.Monday.PlusDays(1), "eod", default);
        books.Clock.Now = Books.At(16, 30, days: 2);
        await JobOf(books).RunAsync(Books.Monday.PlusDays(2), "eod", default);
        Assert.Null(books.Book.View.Find(Entry));
        books.Build();
        books.Clock.Now = Books.At(10, 0, days: 3);

        // The broker goes on listing all of it, and tells one execution more.
        books.Broker.Execute("f9", "b2", OrderSide.Sell, 1, 53, Books.At(15, 1, days: 1));
        await books.Reconciler.BackfillAsync(Books.Monday, "backfill", default);
        Assert.Empty(books.Book.View.Orders);
        Assert.DoesNotContain(books.Notifier.Told, alert => alert.Code is "order-external" or "fill-unmatched");
        Assert.All(await books.Fills.BetweenAsync(Books.Monday, Books.Monday.PlusDays(3), default), fill => Assert.False(fill.IsExternal));
    }

    [Fact]
    [Trait("Bug", "C6.46")]
    [Trait("Bug", "C6.47")]
    public async Task Cash_that_nothing_explains_is_told()
    {
        using var books = await BoughtOnMondayAsync();
        books.Broker.Cash -= 3m;
        await JobOf(books).RunAsync(Books.Monday, "eod", default);
        Assert.Equal(-3m, (await books.Days.CloseOfAsync(Books.Monday, default))!.Unexplained);
        Assert.Contains(books.Notifier.Told, alert => alert.Code == "pnl-unexplained");
    }

    [Fact]
    [Trait("Bug", "C5.37")]
    public async Task The_day_is_New_Yorks_also_for_what_is_executed_after_midnight_UTC()
    {
        using var books = await BoughtOnMondayAsync();
        books.Clock.Now = Books.At(20, 30);
        Assert.Equal(8, books.Clock.Now.InUtc().Day);
        books.Broker.Put("b1", Entry, books.Clock.Now, quantity: 11, filled: 11, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f2", "b1", OrderSide.Buy, 1, 50, books.Clock.Now);
        await JobOf(books).RunAsync(Books.Monday, "eod", default);
        Assert.Equal(550m, (await books.Days.CloseOfAsync(Books.Monday, default))!.Summary.Volume);
    }

    // Bought ten at 50 on Monday, fee ten cents; AIG closes at 51.25 then and at 52.25 on Tuesday, and has no bar afterwards.
    private async Task<Books> BoughtOnMondayAsync()
    {
        bars["AIG"] = [(Books.Monday, 51.25), (Books.Monday.PlusDays(1), 52.25)];
        var books = new Books();
        await books.RunAsync();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now, fee: 0.1m);
        books.Clock.Now = Books.At(16, 30);
        return books;
    }

    private static async Task SellAsync(Books books, int days, decimal price, decimal fee, decimal quantity = 10)
    {
        books.Clock.Now = Books.At(15, 0, days);
        await books.OrderAsync(Exit, brokerId: "b2", quantity: quantity);
        books.Broker.Put("b2", Exit, books.Clock.Now, side: OrderSide.Sell, quantity: quantity, filled: quantity, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f5", "b2", OrderSide.Sell, quantity, price, books.Clock.Now, fee: fee);
        books.Clock.Now = Books.At(16, 30, days);
    }

    private EndOfDayJob JobOf(Books books) => new(
        books.Reconciler,
        new BookKeeper(books.Broker, books.Fills, books.Days, new Closes(bars), books.Journal, books.Alerts),
        new DailyReport(books.Store),
        [],
        books.Book,
        books.Journal,
        new JournalAnchors(books.Store));

    private sealed class Closes(Dictionary<string, List<(LocalDate Date, double Close)>> bars) : IMarketData
    {
        public ValueTask<BarSeries?> DailyAsync(Symbol symbol, CancellationToken cancellationToken)
        {
            if (!bars.TryGetValue(symbol.ToString(), out var rows))
            {
                return ValueTask.FromResult<BarSeries?>(null);
            }

            var days = rows.Select(row => BarSeries.ToDay(row.Date)).ToArray();
            var close = rows.Select(row => row.Close).ToArray();
            return ValueTask.FromResult<BarSeries?>(new BarSeries(symbol, rows.Count, days, close, close, close, close, close));
        }

        public ValueTask<IReadOnlyList<Symbol>> SymbolsAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyDictionary<Symbol, IReadOnlyList<MinuteBar>>> MinutesAsync(IReadOnlyCollection<Symbol> symbols, LocalDate date, CancellationToken cancellationToken) => throw new NotSupportedException();

        public ValueTask<IReadOnlyDictionary<Symbol, Quote>> QuotesAsync(IReadOnlyCollection<Symbol> symbols, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
