using NodaTime;
using Trading.Adapters.Http;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;

namespace Trading.Tests.Adapters.Broker;

/// <summary>One budget for trading and market data; no storm of reads delays an order.</summary>
public sealed class RequestBudgetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly SteppedClock clock = new(Instant.FromUtc(2026, 3, 2, 15, 0));

    [Fact]
    public async Task Reads_leave_room_for_orders_and_downloads_leave_room_for_reads()
    {
        var budget = new RequestBudget(100, clock);
        Assert.Equal((50, 30, 20), (await FillAsync(budget, RequestLane.Bulk), await FillAsync(budget, RequestLane.Read), 100 - 80));
        for (var orders = 0; orders < 30; orders++)
        {
            await budget.WaitAsync(RequestLane.Write, TimeSpan.Zero, default);
        }
    }

    [Fact]
    public async Task A_read_waits_for_the_oldest_request_to_be_a_minute_old()
    {
        var budget = new RequestBudget(10, clock);
        await budget.WaitAsync(RequestLane.Read, Patience, default);
        clock.Advance(Duration.FromSeconds(50));
        Assert.Equal(7, await FillAsync(budget, RequestLane.Read));
        var read = budget.WaitAsync(RequestLane.Read, Patience, default).AsTask();
        Assert.Equal(TimeSpan.FromSeconds(10), await clock.StepAsync(Patience));
        await read;
    }

    [Fact]
    public async Task A_read_that_would_wait_too_long_fails_and_says_so()
    {
        var budget = new RequestBudget(10, clock);
        Assert.Equal(8, await FillAsync(budget, RequestLane.Read));
        var fault = await Assert.ThrowsAsync<BudgetSpentException>(async () => await budget.WaitAsync(RequestLane.Read, Patience, default));
        Assert.Contains("TRADING_BROKER_REQUESTS", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task In_no_minute_there_are_more_reads_than_allowed()
    {
        var budget = new RequestBudget(60, clock);
        var taken = new List<Instant>();
        for (var second = 0; second < 300; second++)
        {
            clock.Advance(Duration.FromMilliseconds(700));
            taken.AddRange(Enumerable.Repeat(clock.Now, await FillAsync(budget, RequestLane.Read, most: 2)));
        }

        Assert.All(taken, at => Assert.InRange(taken.Count(other => other >= at && other < at + Duration.FromMinutes(1)), 1, 48));
        Assert.True(taken.Count > 150);
    }

    [Fact]
    public async Task An_order_goes_out_though_reads_have_spent_the_budget_of_account_and_data_together()
    {
        await using var alpaca = await ScriptedAlpaca.StartAsync();
        using var venue = await alpaca.OpenAsync(clock, requestsPerMinute: 10);
        alpaca.Script = one => Reply.Ok(one.Method == "POST" ? new OrderJson(OrderJson.IdOf(1), "c").ToString() : one.Path.StartsWith("/v2/stocks", StringComparison.Ordinal) ? """{"trades":{"AIG":{"t":"2026-03-02T15:00:00Z","p":50,"s":1}}}""" : "[]");
        for (var reads = 0; reads < 3; reads++)
        {
            await venue.Broker.PositionsAsync(default);
            await venue.Market.QuotesAsync([Symbol.Parse("AIG")], default);
        }

        // One for the account, six here, and the eighth: the other two are for orders.
        await venue.Broker.PositionsAsync(default);
        await Assert.ThrowsAsync<BrokerException>(async () => await venue.Broker.PositionsAsync(default));
        await Assert.ThrowsAsync<MarketDataException>(async () => await venue.Market.QuotesAsync([Symbol.Parse("AIG")], default));
        var ticket = new OrderTicket("c", Symbol.Parse("AIG"), OrderSide.Buy, OrderType.Market, TimeInForce.Day, new Quantity(1), null, null, null);
        Assert.Equal(BrokerAnswerKind.Accepted, (await venue.Broker.SubmitAsync(ticket, default)).Kind);
    }

    private static async Task<int> FillAsync(RequestBudget budget, RequestLane lane, int most = int.MaxValue)
    {
        for (var taken = 0; ; taken++)
        {
            try
            {
                if (taken == most)
                {
                    return taken;
                }

                await budget.WaitAsync(lane, TimeSpan.Zero, default);
            }
            catch (BudgetSpentException)
            {
                return taken;
            }
        }
    }
}
