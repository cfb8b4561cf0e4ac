using System.Globalization;
using NodaTime;
using NodaTime.Text;
using Trading.Adapters.Broker;
using Trading.Brokers;
using Trading.Orders;

namespace Trading.Tests.Adapters.Broker;

/// <summary>Nothing that works or has changed is left out, however old it is and however many there are.</summary>
public sealed class OrderListTests : IAsyncLifetime
{
    private static readonly CancellationToken None = CancellationToken.None;
    private static readonly Instant Today = Instant.FromUtc(2026, 3, 2, 14, 30);
    private readonly SteppedClock clock = new(Today + Duration.FromHours(1));
    private readonly List<OrderJson> there = [];
    private ScriptedAlpaca alpaca = null!;
    private AlpacaVenue venue = null!;

    public async Task InitializeAsync()
    {
        alpaca = await ScriptedAlpaca.StartAsync();
        venue = await alpaca.OpenAsync(clock);
        alpaca.Script = List;
    }

    public async Task DisposeAsync()
    {
        venue.Dispose();
        await alpaca.DisposeAsync();
    }

    [Theory]
    [Trait("Bug", "C3.19")]
    [InlineData(499)]
    [InlineData(500)]
    [InlineData(1203)]
    public async Task Every_order_is_listed_once_however_many_there_are(int many)
    {
        for (var i = 0; i < many; i++)
        {
            there.Add(new OrderJson(OrderJson.IdOf(i), $"c{i}") { Submitted = Today + Duration.FromSeconds(i / 3) });
        }

        var orders = await venue.Broker.OrdersAsync(Today, None);
        Assert.Equal(Enumerable.Range(0, many).Select(i => $"c{i}").Order(), orders.Select(order => order.ClientOrderId).Order());
    }

    [Fact]
    public async Task More_orders_at_one_moment_than_a_page_holds_are_not_cut_off_in_silence()
    {
        there.AddRange(Enumerable.Range(0, 501).Select(i => new OrderJson(OrderJson.IdOf(i), $"c{i}") { Submitted = Today }));
        await Assert.ThrowsAsync<BrokerException>(async () => await venue.Broker.OrdersAsync(Today, None));
    }

    [Fact]
    [Trait("Bug", "C3.18")]
    public async Task A_leg_that_filled_today_is_found_though_it_was_sent_two_months_ago()
    {
        var old = Today - Duration.FromDays(60);
        var bracket = OrderJson.Bracket(1, "entry", old);
        var ended = bracket with
        {
            Legs = [bracket.Legs[0] with { Status = "filled", Filled = "10", Average = "55", Updated = Today + Duration.FromMinutes(5) }, bracket.Legs[1] with { Status = "canceled", Updated = Today + Duration.FromMinutes(5) }],
        };
        there.AddRange([ended, OrderJson.Bracket(10, "older", old) with { Legs = [] }]);
        foreach (var _ in (int[])[1, 2, 3])
        {
            var order = Assert.Single(await venue.Broker.OrdersAsync(Today, None));
            Assert.Equal(("entry", BrokerOrderStatus.Filled, 55m), (order.ClientOrderId, order.Legs[0].Status, order.Legs[0].AverageFillPrice!.Value.Value));
        }
    }

    [Fact]
    public async Task Later_looks_go_back_to_the_oldest_order_that_worked_and_miss_nothing()
    {
        var bracket = OrderJson.Bracket(1, "entry", Today - Duration.FromDays(3));
        there.AddRange([bracket, new OrderJson(OrderJson.IdOf(9), "done") { Status = "filled", Filled = "10", Submitted = Today - Duration.FromDays(40), Updated = Today + Duration.FromMinutes(1) }]);
        Assert.Equal(["done", "entry"], (await venue.Broker.OrdersAsync(Today, None)).Select(order => order.ClientOrderId));
        there[0] = bracket with { Legs = [bracket.Legs[0] with { Status = "canceled", Updated = Today + Duration.FromMinutes(2) }, bracket.Legs[1] with { Status = "canceled", Updated = Today + Duration.FromMinutes(2) }] };
        there.Add(new OrderJson(OrderJson.IdOf(20), "new") { Submitted = Today + Duration.FromMinutes(50) });
        var second = await venue.Broker.OrdersAsync(Today, None);
        Assert.Equal(["done", "entry", "new"], second.Select(order => order.ClientOrderId));
        Assert.All(second[1].Legs, leg => Assert.Equal(BrokerOrderStatus.Canceled, leg.Status));
        Assert.True(AfterOf(alpaca.All[0]) < Today - Duration.FromDays(90));
        Assert.InRange(AfterOf(alpaca.All[1]), Today - Duration.FromDays(4), Today - Duration.FromDays(3));
        Assert.Equal(["entry", "new"], (await venue.Broker.OrdersAsync(Today + Duration.FromMinutes(2), None)).Select(order => order.ClientOrderId));
    }

    [Fact]
    public async Task A_look_that_goes_further_back_than_the_last_one_asks_for_all_of_it()
    {
        there.Add(new OrderJson(OrderJson.IdOf(9), "done") { Status = "filled", Filled = "10", Submitted = Today - Duration.FromDays(40), Updated = Today - Duration.FromDays(20) });
        Assert.Empty(await venue.Broker.OrdersAsync(Today, None));
        Assert.Equal("done", Assert.Single(await venue.Broker.OrdersAsync(Today - Duration.FromDays(30), None)).ClientOrderId);
    }

    [Fact]
    public async Task What_took_a_legs_place_stands_in_the_bracket_and_what_was_replaced_by_itself()
    {
        var bracket = OrderJson.Bracket(1, "entry", Today);
        var (target, stop) = (bracket.Legs[0], bracket.Legs[1]);
        there.Add(bracket with { Legs = [target, stop with { Status = "replaced", ReplacedBy = OrderJson.IdOf(5) }] });
        there.Add(stop with { Id = OrderJson.IdOf(5), ClientId = "stop-2", Status = "replaced", Replaces = stop.Id, ReplacedBy = OrderJson.IdOf(6), Submitted = Today + Duration.FromMinutes(1) });
        there.Add(stop with { Id = OrderJson.IdOf(6), ClientId = "stop-3", Stop = "47", Status = "held", Replaces = OrderJson.IdOf(5), Submitted = Today + Duration.FromMinutes(2) });
        var orders = await venue.Broker.OrdersAsync(Today, None);
        Assert.Equal(["entry", stop.ClientId, "stop-2"], orders.Select(order => order.ClientOrderId));
        Assert.Equal([(BracketLeg.TakeProfit, target.Id, BrokerOrderStatus.New), (BracketLeg.StopLoss, OrderJson.IdOf(6), BrokerOrderStatus.New)], orders[0].Legs.Select(leg => (leg.Leg!.Value, leg.Id, leg.Status)));
        Assert.All(orders.Skip(1), order => Assert.Equal((bracket.Id, BrokerOrderStatus.Replaced), (order.ParentId, order.Status)));
    }

    [Fact]
    public async Task A_status_that_nobody_knows_fails_the_list()
    {
        there.Add(new OrderJson(OrderJson.IdOf(1), "x") { Status = "levitating", Submitted = Today });
        await Assert.ThrowsAsync<BrokerException>(async () => await venue.Broker.OrdersAsync(Today, None));
    }

    [Theory]
    [InlineData("new", BrokerOrderStatus.New)]
    [InlineData("accepted", BrokerOrderStatus.Accepted)]
    [InlineData("accepted_for_bidding", BrokerOrderStatus.Accepted)]
    [InlineData("pending_new", BrokerOrderStatus.PendingNew)]
    [InlineData("held", BrokerOrderStatus.Held)]
    [InlineData("partially_filled", BrokerOrderStatus.PartiallyFilled)]
    [InlineData("filled", BrokerOrderStatus.Filled)]
    [InlineData("done_for_day", BrokerOrderStatus.DoneForDay)]
    [InlineData("canceled", BrokerOrderStatus.Canceled)]
    [InlineData("expired", BrokerOrderStatus.Expired)]
    [InlineData("replaced", BrokerOrderStatus.Replaced)]
    [InlineData("pending_cancel", BrokerOrderStatus.PendingCancel)]
    [InlineData("pending_replace", BrokerOrderStatus.PendingReplace)]
    [InlineData("rejected", BrokerOrderStatus.Rejected)]
    [InlineData("suspended", BrokerOrderStatus.Suspended)]
    [InlineData("stopped", BrokerOrderStatus.Stopped)]
    [InlineData("calculated", BrokerOrderStatus.Calculated)]
    public async Task Each_status_is_its_own(string word, BrokerOrderStatus status)
    {
        there.Add(new OrderJson(OrderJson.IdOf(1), "x") { Status = word, Quantity = "1.5", Filled = "0.5", Average = "50.12345", Submitted = Today });
        var order = Assert.Single(await venue.Broker.OrdersAsync(Today, None));
        Assert.Equal((status, 1.5m, 0.5m, 50.12345m), (order.Status, order.Quantity.Value, order.Filled.Value, order.AverageFillPrice!.Value.Value));
    }

    // As the broker does: strictly after, by submission, so many of them; nobody is told that there are more.
    private Reply List(Asked one)
    {
        Assert.Equal(("True", "all", "asc"), (one.Of("nested"), one.Of("status"), one.Of("direction")));
        var limit = int.Parse(one.Of("limit")!, CultureInfo.InvariantCulture);
        return Reply.Ok(OrderJson.List(there.Where(order => order.Submitted > AfterOf(one)).OrderBy(order => order.Submitted).Take(limit)));
    }

    private static Instant AfterOf(Asked one) => InstantPattern.ExtendedIso.Parse(one.Of("after")!).Value;
}
