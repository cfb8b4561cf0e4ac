using Trading.Brokers;
using static Trading.Tests.Embedded.Broker.SimDay;

namespace Trading.Tests.Embedded.Broker;

/// <summary>Fills worked out by hand.</summary>
public sealed class MatchingTests
{
    [Fact]
    public async Task A_market_order_takes_the_next_minutes_open_once_that_minute_has_ended()
    {
        using var day = new SimDay("09:31:20");
        day.Bars.Add("09:31", 50, 51, 49, 50).Add("09:32", 50.11m, 52, 50, 51);
        await day.SendAsync(Buy("b", 10));
        day.At("09:32:59");
        Assert.Equal(BrokerOrderStatus.New, (await day.OrderAsync("b")).Status);
        day.At("09:33");
        var fill = Assert.Single(await day.FillsAsync());
        Assert.Equal((50.11m, 10m, 0m, FakeBars.At("09:33")), (fill.Price.Value, fill.Quantity.Value, fill.Fee, fill.At));
        Assert.Equal("sim-000001-1", fill.Id);
    }

    [Fact]
    public async Task An_order_sent_as_a_minute_begins_is_in_time_for_it_and_one_sent_later_is_not()
    {
        using var day = new SimDay("09:31");
        day.Bars.Add("09:31", 50, 51, 49, 50).Add("09:32", 60, 61, 59, 60);
        await day.SendAsync(Buy("in-time", 1));
        day.At("09:31:00.001");
        await day.SendAsync(Buy("late", 1));
        day.At("09:40");
        Assert.Equal(50m, (await day.OrderAsync("in-time")).AverageFillPrice!.Value.Value);
        Assert.Equal(60m, (await day.OrderAsync("late")).AverageFillPrice!.Value.Value);
    }

    [Theory]
    [InlineData(50.00, 49.50, 49.50)] // the open is worse than the limit: the limit
    [InlineData(49.20, 49.50, 49.20)] // the open is better than the limit: the open
    [InlineData(49.00, 49.00, 49.00)] // touched
    [InlineData(50.00, 48.99, null)] // not reached
    public async Task A_limit_buy_fills_at_the_limit_or_better(double open, double limit, double? expected) =>
        await CheckAsync(Buy("x", 5, limit: (decimal)limit), (decimal)open, expected);

    [Theory]
    [InlineData(50.00, 50.50, 50.50)]
    [InlineData(50.80, 50.50, 50.80)]
    [InlineData(50.00, 51.00, 51.00)]
    [InlineData(50.00, 51.01, null)]
    public async Task A_limit_sale_fills_at_the_limit_or_better(double open, double limit, double? expected) =>
        await CheckAsync(Sell("x", 5, limit: (decimal)limit), (decimal)open, expected);

    [Theory]
    [InlineData(50.00, 49.50, 49.50)] // hit inside the minute: its price
    [InlineData(49.20, 49.50, 49.20)] // gapped over: the open, worse
    [InlineData(50.00, 49.00, 49.00)]
    [InlineData(50.00, 48.99, null)]
    public async Task A_stop_sale_fills_at_the_stop_or_worse(double open, double stop, double? expected) =>
        await CheckAsync(Sell("x", 5, stop: (decimal)stop), (decimal)open, expected);

    [Theory]
    [InlineData(50.00, 50.50, 50.50)]
    [InlineData(50.80, 50.50, 50.80)]
    [InlineData(50.00, 51.01, null)]
    public async Task A_stop_buy_fills_at_the_stop_or_worse(double open, double stop, double? expected) =>
        await CheckAsync(Buy("x", 5, stop: (decimal)stop), (decimal)open, expected);

    [Fact]
    public async Task An_order_takes_a_tenth_of_a_minutes_volume_in_whole_shares_and_the_rest_works_on()
    {
        using var day = new SimDay();
        day.Bars.Add("09:30", 50, 51, 49, 50, 299).Add("09:31", 51, 52, 50, 51, 5).Add("09:32", 52, 53, 51, 52, 0).Add("09:33", 53, 54, 52, 53, 1e6m);
        await day.SendAsync(Buy("b", 100));
        day.At("09:31");
        var part = await day.OrderAsync("b");
        Assert.Equal((BrokerOrderStatus.PartiallyFilled, 29m), (part.Status, part.Filled.Value));
        day.At("09:40");
        Assert.Equal([(29m, 50m), (1m, 51m), (70m, 53m)], (await day.FillsAsync()).Select(x => (x.Quantity.Value, x.Price.Value)));
        Assert.Equal(["sim-000001-1", "sim-000001-2", "sim-000001-3"], (await day.FillsAsync()).Select(x => x.Id));
        var order = await day.OrderAsync("b");
        Assert.Equal(((29m * 50) + 51 + (70m * 53)) / 100, order.AverageFillPrice!.Value.Value);
        Assert.Equal(BrokerOrderStatus.Filled, order.Status);
    }

    [Fact]
    public async Task Two_orders_of_a_symbol_share_the_minutes_volume()
    {
        using var day = new SimDay();
        day.Bars.Add("09:30", 50, 51, 49, 50, 1000);
        await day.SendAsync(Buy("a", 60));
        await day.SendAsync(Buy("b", 60));
        day.At("09:31");
        Assert.Equal([60m, 40m], (await day.FillsAsync()).Select(x => x.Quantity.Value));
    }

    [Fact]
    public async Task A_stop_that_was_hit_works_on_as_a_market_order()
    {
        using var day = await HoldingAsync(100);
        day.Bars.Add("10:00", 50, 50, 48, 49, 400).Add("10:01", 55, 56, 54, 55, 100_000);
        await day.SendAsync(Sell("s", 100, stop: 49));
        day.At("10:05");
        Assert.Equal([(40m, 49m), (60m, 55m)], (await day.FillsAsync()).Skip(1).Select(x => (x.Quantity.Value, x.Price.Value)));
    }

    [Fact]
    public async Task Adjusted_prices_fill_on_the_tick_against_us()
    {
        using var day = new SimDay();
        day.Bars.Add("09:30", 50.1234m, 51, 49, 50).Add("09:31", 50.1279m, 51, 49, 50);
        await day.SendAsync(Buy("b", 1));
        day.At("09:31");
        await day.SendAsync(Sell("s", 1));
        day.At("09:32");
        Assert.Equal([50.13m, 50.12m], (await day.FillsAsync()).Select(x => x.Price.Value));
    }

    [Fact]
    public async Task Several_minutes_played_at_once_are_as_if_played_one_by_one()
    {
        using var once = new SimDay();
        using var often = new SimDay();
        foreach (var day in (SimDay[])[once, often])
        {
            for (var minute = 0; minute < 30; minute++)
            {
                day.Bars.Add($"09:{30 + minute}", 100 + (minute % 7), 108, 99, 100 + (minute % 5), 300 + minute);
            }

            await day.SendAsync(Bracket("a", 200, 105, 107, 99.5m));
            await day.SendAsync(Buy("b", 77, limit: 101));
        }

        for (var second = 0; second < 1800; second += 15)
        {
            often.Clock.Advance(NodaTime.Duration.FromSeconds(15));
            await often.AccountAsync();
        }

        once.Clock.Now = often.Clock.Now;
        Assert.Equal(await once.FillsAsync(), await often.FillsAsync());
        Assert.NotEmpty(await once.FillsAsync());
    }

    internal static async Task<SimDay> HoldingAsync(int shares)
    {
        var day = new SimDay();
        day.Bars.Add("09:30", 50, 50, 50, 50, 1e6m);
        await day.SendAsync(Buy("first", shares));
        day.At("10:00");
        Assert.Equal(shares, await day.HeldAsync());
        return day;
    }

    private static async Task CheckAsync(OrderTicket ticket, decimal open, double? expected)
    {
        using var day = await HoldingAsync(5);
        day.Bars.Add("10:00", open, 51, 49, 50);
        Assert.Equal(BrokerAnswerKind.Accepted, (await day.SendAsync(ticket)).Kind);
        day.At("10:05");
        Assert.Equal((decimal?)expected, (await day.OrderAsync("x")).AverageFillPrice?.Value);
    }
}
