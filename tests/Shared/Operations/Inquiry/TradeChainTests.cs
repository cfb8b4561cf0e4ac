using NodaTime;
using Trading.Journal;
using Trading.Operations.Inquiry.Chains;
using Trading.Orders;

namespace Trading.Tests.Shared.Operations.Inquiry;

[Collection(RehearsedDays.Name)]
public sealed class TradeChainTests(RehearsedDays rehearsed) : IDisposable
{
    private readonly LeftBehind desk = rehearsed.Copy();

    public void Dispose() => desk.Dispose();

    [Fact]
    [Trait("Bug", "A7.chain-stops-at-entry")]
    public async Task A_closed_trade_goes_from_the_scan_to_its_profit()
    {
        var stopped = (await desk.Fills.OnAsync(LeftBehind.Second, default)).First(fill => fill.OrderId.EndsWith("-sell-1", StringComparison.Ordinal));

        var chain = (await desk.Chains.ReadAsync(stopped.Id, default))!;

        Assert.Equal(("closed", stopped.Symbol, stopped.CorrelationId), (chain.Status, chain.Symbol, chain.Correlation));
        string[] wanted = ["candidate", "decision", "order-reserved", "order-submitted", "fill-booked", "order-replaced", "order-changed", "round-trip"];
        Assert.All(wanted, kind => Assert.Contains(chain.Items, item => item.Kind == kind));
        Assert.Equal("candidate", chain.Items[0].Kind);
        Assert.Equal("round-trip", chain.Items[^1].Kind);
        Assert.Equal(chain.Bought, chain.Sold);
        Assert.Equal(chain.Items.OrderBy(item => item.At).Select(item => item.At), chain.Items.Select(item => item.At));
        Assert.All(chain.Items, item => Assert.NotEmpty(item.Sentence));
    }

    [Fact]
    [Trait("Bug", "C3.17")]
    public async Task What_a_bracket_leg_sold_is_in_the_profit_of_its_chain_and_all_chains_add_up_to_the_day()
    {
        var sold = (await desk.Fills.BetweenAsync(LeftBehind.First, LeftBehind.Second, default)).Where(fill => fill.Side == OrderSide.Sell).ToList();
        Assert.Contains(sold, fill => fill.OrderId.EndsWith(".take-profit", StringComparison.Ordinal));
        Assert.Contains(sold, fill => fill.OrderId.EndsWith(".stop-loss", StringComparison.Ordinal));

        var (realized, fees) = (0m, 0m);
        foreach (var correlation in sold.Select(fill => fill.CorrelationId).Distinct())
        {
            var chain = (await desk.Chains.ReadAsync(correlation, default))!;
            (realized, fees) = (realized + chain.Realized, fees + chain.Fees);
        }

        var close = (await desk.Days.CloseOfAsync(LeftBehind.Second, default))!;
        Assert.Equal((close.RealizedToDate, close.FeesToDate), (realized, fees));
    }

    [Fact]
    public async Task Every_id_of_a_trade_leads_to_the_same_chain()
    {
        var leg = (await desk.Book.LoadAsync(default)).Orders.First(order => order.Leg == BracketLeg.TakeProfit && order.State == OrderState.Filled);
        var parent = desk.Book.View.Find(leg.ParentId!)!;
        var fill = (await desk.Fills.OnAsync(LeftBehind.Second, default)).First(fill => fill.OrderId == leg.Id);
        var expected = Steps((await desk.Chains.ReadAsync(parent.Id, default))!);

        foreach (var id in new[] { leg.Id, leg.BrokerOrderId!, parent.BrokerOrderId!, fill.Id, leg.CorrelationId })
        {
            Assert.Equal(expected, Steps((await desk.Chains.ReadAsync(id, default))!));
        }
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("no/such thing")]
    [InlineData("20260305-swing-ZZZ-buy-1")]
    [InlineData("scan-2026-03-05:ZZZ")]
    [InlineData("scan-1999-01-01:ZZZ")]
    public async Task What_nobody_knows_has_no_chain(string id) => Assert.Null(await desk.Chains.ReadAsync(id, default));

    [Fact]
    [Trait("Bug", "A7.chain-stops-at-entry")]
    public async Task An_exit_that_was_written_under_a_correlation_of_its_own_is_found_by_its_parent()
    {
        var entry = (await desk.Book.LoadAsync(default)).Orders.First(order => order is { Purpose: OrderPurpose.Entry, State: OrderState.Filled } && desk.Book.View.Owned(order.Symbol) > 0m);
        using var writer = new JournalWriter(desk.Store, desk.Clock);
        var exit = entry with
        {
            Id = "20260306-swing-X-sell-9", Side = OrderSide.Sell, Purpose = OrderPurpose.Exit, ParentId = entry.Id, Group = null, CorrelationId = "exit-20260306", Bracket = null, BrokerOrderId = "sim-exit",
        };
        await writer.AppendAsync("order-reserved", exit.CorrelationId, OrderFacts.Of(exit), default);
        await writer.AppendAsync("order-changed", exit.CorrelationId, OrderFacts.OfChange(new OrderChange(exit with { State = OrderState.Submitted }, exit)), default);
        await desk.Book.ReserveAsync(exit, default);

        foreach (var id in new[] { entry.Id, exit.Id, "sim-exit" })
        {
            var chain = (await desk.Chains.ReadAsync(id, default))!;
            Assert.Equal(2, chain.Items.Count(item => item.Id == exit.Id));
            Assert.Contains(chain.Items, item => item.Id == entry.Id);
        }
    }

    [Fact]
    [Trait("Bug", "C5.41")]
    public async Task An_execution_that_is_heard_of_late_stands_where_it_happened()
    {
        var entry = (await desk.Book.LoadAsync(default)).Orders.First(order => order is { Purpose: OrderPurpose.Entry, State: OrderState.Filled } && desk.Book.View.Owned(order.Symbol) > 0m);
        var at = entry.FilledFrom!.Value + Duration.FromMinutes(7);
        using var writer = new JournalWriter(desk.Store, desk.Clock);
        var data = new { Fill = "000-late", OrderId = entry.Id, entry.Symbol, entry.Side, Quantity = 1m, Price = 10m, Fee = 0m, At = at };
        await writer.AppendAsync("fill-booked", entry.CorrelationId, data, default);

        var items = (await desk.Chains.ReadAsync(entry.Id, default))!.Items;

        var late = items.Single(item => item.Id == "000-late");
        Assert.Equal(at, late.At);
        Assert.True(items.Where((_, place) => place < items.ToList().IndexOf(late)).All(item => item.At <= at));
        Assert.Contains(items, item => item.At > at || item == late);
    }

    [Fact]
    public async Task An_archived_trade_is_found_by_each_of_its_ids()
    {
        var before = (await desk.Book.LoadAsync(default)).Orders.First(order => order.Leg == BracketLeg.TakeProfit && order.State == OrderState.Filled);
        var expected = Steps((await desk.Chains.ReadAsync(before.Id, default))!);
        Assert.True(await desk.Book.ArchiveAsync(LeftBehind.Second.PlusDays(1), default) > 0);
        Assert.Null((await desk.Book.LoadAsync(default)).Find(before.Id));

        Assert.Equal(expected, Steps((await desk.Chains.ReadAsync(before.Id, default))!));
        Assert.Equal(expected, Steps((await desk.Chains.ReadAsync(before.BrokerOrderId!, default))!));
        Assert.Equal(expected, Steps((await desk.Chains.ReadAsync(before.CorrelationId, default))!));
    }

    [Fact]
    public async Task Candidates_that_were_refused_have_a_chain_that_says_why()
    {
        var refused = (await desk.Lister.RefusedAsync(LeftBehind.First, default))[0];

        var chain = (await desk.Chains.ReadAsync(refused.CorrelationId, default))!;

        Assert.Equal(("not_sent", 0m), (chain.Status, chain.Bought));
        Assert.Contains(chain.Items, item => item.Kind == "candidate");
        Assert.Contains(chain.Items, item => item.Sentence == refused.Reason);
    }

    private static List<string> Steps(TradeChain chain) => [.. chain.Items.Select(item => $"{item.At} {item.Kind} {item.Id}"), $"{chain.Net} {chain.Status}"];
}
