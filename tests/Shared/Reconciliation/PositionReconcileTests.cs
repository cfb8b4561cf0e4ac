using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Market;
using Trading.Orders;
using Trading.Reconciliation;

namespace Trading.Tests.Shared.Reconciliation;

public sealed class PositionReconcileTests
{
    private const string Entry = "20131007-swing-AIG-buy-1";

    [Theory]
    [InlineData("7", DifferenceClass.Quantity)]
    [InlineData("0", DifferenceClass.Missing)]
    [InlineData("-10", DifferenceClass.Side)]
    public async Task A_difference_has_a_class_an_age_and_is_told_when_it_stays(string broker, DifferenceClass expected)
    {
        using var books = await HoldingAsync();
        books.Broker.Hold("AIG", decimal.Parse(broker, System.Globalization.CultureInfo.InvariantCulture), 50);
        var first = Assert.Single((await books.RunAsync()).Differences);
        Assert.Equal((expected, 10m, books.Clock.Now), (first.Class, first.Book, first.FirstSeen));
        Assert.Equal(expected == DifferenceClass.Side, books.Notifier.Told.Exists(alert => alert.Code == "position-difference"));
        var seen = books.Clock.Now;
        for (var looks = 2; looks < 6; looks++)
        {
            books.Clock.Advance(Duration.FromMinutes(2));
            var report = await books.RunAsync();
            Assert.Equal(seen, Assert.Single(report.Differences).FirstSeen);
        }

        Assert.Single(books.Notifier.Told, alert => alert.Code == "position-difference");
        Assert.Single(await books.EventsAsync("position-difference"));
        Assert.Equal(expected == DifferenceClass.Side ? KillMode.CloseOnly : KillMode.Off, (await books.Kill.ReadAsync(default)).Mode);
    }

    [Fact]
    public async Task A_ghost_is_told_and_its_end_too()
    {
        using var books = await HoldingAsync();
        books.Broker.Hold("IBM", 5, 180);
        await books.RunAsync();
        books.Clock.Advance(Duration.FromMinutes(2));
        Assert.Equal(DifferenceClass.Ghost, Assert.Single((await books.RunAsync()).Differences).Class);
        books.Broker.Hold("IBM", 0, 180);
        books.Clock.Advance(Duration.FromMinutes(2));
        Assert.Empty((await books.RunAsync()).Differences);
        var events = await books.EventsAsync("position-difference");
        Assert.Equal(2, events.Count);
        Assert.True(events[1].Data.GetProperty("resolved").GetBoolean());
    }

    [Fact]
    [Trait("Bug", "C6.49")]
    public async Task An_execution_between_two_reads_is_no_news()
    {
        using var books = await HoldingAsync();
        books.Broker.AfterFills = () => books.Broker.Execute("f2", "b1", OrderSide.Buy, 1, 50, books.Clock.Now);
        Assert.Single((await books.RunAsync()).Differences);
        books.Clock.Advance(Duration.FromMinutes(2));
        Assert.Empty((await books.RunAsync()).Differences);
        Assert.DoesNotContain(books.Notifier.Told, alert => alert.Code == "position-difference");
        Assert.Empty(await books.EventsAsync("position-difference"));
    }

    [Fact]
    [Trait("Bug", "C2.5")]
    public async Task Our_own_sells_below_zero_stop_new_risk_even_when_the_broker_agrees()
    {
        using var books = await HoldingAsync();
        await books.OrderAsync("20131007-swing-AIG-sell-1", brokerId: "b2", quantity: 15);
        books.Broker.Put("b2", "20131007-swing-AIG-sell-1", books.Clock.Now, side: OrderSide.Sell, quantity: 15, filled: 15, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f2", "b2", OrderSide.Sell, 15, 51, books.Clock.Now);
        var difference = Assert.Single((await books.RunAsync()).Differences);
        Assert.Equal((DifferenceClass.Side, -5m, -5m), (difference.Class, difference.Book, difference.Broker));
        Assert.Equal(KillMode.CloseOnly, (await books.Kill.ReadAsync(default)).Mode);
    }

    [Fact]
    [Trait("Bug", "C6.47")]
    public async Task The_snapshot_shows_both_sides_and_its_age()
    {
        using var books = await HoldingAsync();
        books.Broker.Execute("f9", "x", OrderSide.Buy, 3, 60, books.Clock.Now);
        await books.RunAsync();
        var snapshot = (await books.Positions.ReadAsync(default))!;
        Assert.Equal(books.Clock.Now, snapshot.At);
        Assert.Equal(new PositionView(Symbol.Parse("AIG"), 10m, 3m, 50m, 13m, 60m, 780m), Assert.Single(snapshot.Positions));
    }

    private static async Task<Books> HoldingAsync()
    {
        var books = new Books();
        await books.OrderAsync(Entry, brokerId: "b1");
        books.Broker.Put("b1", Entry, books.Clock.Now, filled: 10, status: BrokerOrderStatus.Filled);
        books.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, books.Clock.Now);
        Assert.Empty((await books.RunAsync()).Differences);
        books.Clock.Advance(Duration.FromMinutes(2));
        return books;
    }
}
