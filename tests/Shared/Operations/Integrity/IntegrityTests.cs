using NodaTime;
using Trading.Brokers;
using Trading.Journal;
using Trading.Market;
using Trading.Operations;
using Trading.Operations.Integrity;
using Trading.Orders;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Operations.Integrity;

/// <summary>The broker's activities against the journal, by a look that trusts no book.</summary>
public sealed class IntegrityTests : IDisposable
{
    private const string Ours = "20131007-swing-AIG-buy-1";
    private static readonly LocalDate Monday = new(2013, 10, 7);
    private static readonly CancellationToken None = CancellationToken.None;
    private readonly ManualClock clock = new(NewYork.At(Monday, new LocalTime(11, 0)));
    private readonly ScriptedBroker broker = new();
    private readonly MemoryStore store;
    private readonly JournalWriter journal;
    private readonly Alerts alerts;

    public IntegrityTests()
    {
        store = new MemoryStore(clock);
        journal = new JournalWriter(store, clock);
        alerts = new Alerts(store, journal, new SilentNotifier(), clock);
    }

    public void Dispose() => journal.Dispose();

    [Fact]
    public async Task What_the_journal_tells_as_the_broker_has_it_is_no_difference()
    {
        await TellAsync(broker.Execute(Ours, "AIG", OrderSide.Buy, 10m, 48.5m, clock.Now), Ours);
        Assert.Equal((0, 0), await LookAsync());
        Assert.Equal((0, 0), await LookAsync());
        Assert.Empty(await EventsAsync("integrity-difference"));
    }

    [Fact]
    [Trait("Bug", "C2.7")]
    [Trait("Bug", "C2.12")]
    public async Task An_execution_on_its_way_may_be_young_and_is_told_when_it_is_not_taken_in()
    {
        await ReserveAsync(Ours);
        var fill = broker.Execute(Ours, "AIG", OrderSide.Buy, 10m, 48.5m, clock.Now);
        Assert.Equal((0, 1), await LookAsync());
        Assert.Empty(await EventsAsync("integrity-difference"));
        Assert.Equal((1, 0), await LookAsync());
        Assert.Equal((1, 0), await LookAsync());
        var told = Assert.Single(await EventsAsync("integrity-difference"));
        Assert.Equal(("fill-not-told", fill.Id), (told.Data.GetProperty("class").GetString(), told.Data.GetProperty("subject").GetString()));
        Assert.Single(await alerts.OnAsync(Monday, None), alert => alert is { Code: "integrity-difference", State: AlertState.Open });

        await BookAsync(fill, Ours, fill.Price.Value);
        Assert.Equal((0, 0), await LookAsync());
        Assert.Single(await EventsAsync("integrity-resolved"));
        Assert.Single(await alerts.OnAsync(Monday, None), alert => alert is { Code: "integrity-difference", State: AlertState.Resolved });
    }

    [Fact]
    [Trait("Bug", "C3.13")]
    public async Task A_fill_that_was_booked_at_another_price_is_told_at_once()
    {
        await ReserveAsync(Ours);
        await BookAsync(broker.Execute(Ours, "AIG", OrderSide.Buy, 10m, 48.5m, clock.Now), Ours, 48.51m);
        Assert.Equal((1, 0), await LookAsync());
    }

    [Theory]
    [InlineData("fill-unknown")]
    [InlineData("order-without-intent")]
    [InlineData("order-twice")]
    [InlineData("order-fills")]
    [InlineData("position-unexplained")]
    [Trait("Bug", "C2.1")]
    public async Task Each_kind_of_difference_is_found(string kind)
    {
        await TellAsync(broker.Execute(Ours, "AIG", OrderSide.Buy, 10m, 48.5m, clock.Now), Ours);
        Assert.Equal((0, 0), await LookAsync());
        switch (kind)
        {
            case "fill-unknown":
                await BookAsync(broker.Fills[0] with { Id = "never" }, Ours, 48.5m);
                break;
            case "order-without-intent":
                await BookAsync(broker.Execute("20131007-swing-IBM-buy-1", "IBM", OrderSide.Buy, 1m, 180m, clock.Now), "20131007-swing-IBM-buy-1", 180m);
                break;
            case "order-twice":
                broker.Orders.Add(broker.Orders[0] with { Id = "b2", Filled = Quantity.Zero });
                break;
            case "order-fills":
                broker.Orders[0] = broker.Orders[0] with { Filled = new Quantity(7m) };
                break;
            default:
                broker.Held[Symbol.Parse("AIG")] = 4m;
                break;
        }

        await LookAsync();
        Assert.Equal((1, 0), await LookAsync());
        Assert.Equal(kind, Assert.Single(await EventsAsync("integrity-difference")).Data.GetProperty("class").GetString());
    }

    /// <summary>Somebody moves shares overnight: the morning's beginning is not the evening's end.</summary>
    [Fact]
    public async Task What_moves_between_two_days_without_an_execution_is_found_the_next_morning()
    {
        await TellAsync(broker.Execute(Ours, "AIG", OrderSide.Buy, 10m, 48.5m, clock.Now), Ours);
        await LookAsync();
        clock.Now = NewYork.At(Monday, new LocalTime(15, 45));
        await TellAsync(broker.Execute("20131007-swing-AIG-sell-1", "AIG", OrderSide.Sell, 4m, 49m, clock.Now), "20131007-swing-AIG-sell-1");
        Assert.Equal((0, 0), await LookAsync());
        clock.Now = NewYork.At(Monday.PlusDays(1), new LocalTime(9, 30));
        Assert.Equal((0, 0), await LookAsync());
        broker.Held[Symbol.Parse("AIG")] = 5m;
        clock.Now = NewYork.At(Monday.PlusDays(2), new LocalTime(9, 30));
        Assert.Equal((0, 1), await LookAsync());
        clock.Now = NewYork.At(Monday.PlusDays(2), new LocalTime(9, 45));
        Assert.Equal((1, 0), await LookAsync());
        Assert.Equal("position-unexplained", Assert.Single(await EventsAsync("integrity-difference")).Data.GetProperty("class").GetString());
        clock.Now = NewYork.At(Monday.PlusDays(3), new LocalTime(9, 30));
        Assert.Equal((0, 0), await LookAsync());
    }

    [Fact]
    public async Task A_broker_that_fails_at_the_first_look_of_a_day_hides_nothing_that_moved_overnight()
    {
        await TellAsync(broker.Execute(Ours, "AIG", OrderSide.Buy, 10m, 48.5m, clock.Now), Ours);
        Assert.Equal((0, 0), await LookAsync());
        broker.Held[Symbol.Parse("AIG")] = 5m;
        clock.Now = NewYork.At(Monday.PlusDays(1), new LocalTime(9, 30));
        broker.Unread = NewYork.StartOf(Monday.PlusDays(1));
        await Assert.ThrowsAsync<BrokerException>(LookAsync);
        broker.Unread = null;
        Assert.Equal((0, 1), await LookAsync());
        Assert.Equal((1, 0), await LookAsync());
    }

    /// <summary>Executions that come between the reads say nothing about the positions, and take nothing back.</summary>
    [Fact]
    public async Task A_look_that_cannot_judge_the_positions_resolves_nothing_of_them()
    {
        await LookAsync();
        broker.Held[Symbol.Parse("IBM")] = 3m;
        await LookAsync();
        Assert.Equal((1, 0), await LookAsync());
        var count = 0;
        await ReserveAsync(Ours);
        broker.Meanwhile = () =>
        {
            if (count++ == 0)
            {
                broker.Execute(Ours, "AIG", OrderSide.Buy, 10m, 48.5m, clock.Now);
            }
        };
        await LookAsync();
        Assert.Empty(await EventsAsync("integrity-resolved"));
    }

    /// <summary>A desk that was away in the evening books the evening's executions in the morning.</summary>
    [Fact]
    public async Task An_execution_that_is_booked_the_day_after_is_no_difference()
    {
        await ReserveAsync(Ours);
        var fill = broker.Execute(Ours, "AIG", OrderSide.Buy, 10m, 48.5m, clock.Now);
        clock.Now = NewYork.At(Monday.PlusDays(1), new LocalTime(9, 30));
        await BookAsync(fill, Ours, 48.5m);
        Assert.Equal((0, 0), await LookAsync());
        Assert.Equal((0, 0), await LookAsync());
    }

    [Fact]
    public async Task An_execution_between_two_reads_is_no_difference_of_positions()
    {
        await LookAsync();
        var count = 0;
        broker.Meanwhile = () =>
        {
            if (count++ == 0)
            {
                broker.Execute(Ours, "AIG", OrderSide.Buy, 10m, 48.5m, clock.Now);
            }
        };
        await ReserveAsync(Ours);
        await LookAsync();
        await BookAsync(broker.Fills[0], Ours, 48.5m);
        Assert.Equal((0, 0), await LookAsync());
        Assert.Empty(await EventsAsync("integrity-difference"));
    }

    [Fact]
    [Trait("Bug", "C4.24")]
    public async Task A_broker_that_does_not_answer_resolves_nothing()
    {
        await ReserveAsync(Ours);
        broker.Execute(Ours, "AIG", OrderSide.Buy, 10m, 48.5m, clock.Now);
        await LookAsync();
        await LookAsync();
        broker.IsDown = true;
        await Assert.ThrowsAsync<BrokerException>(LookAsync);
        Assert.Empty(await EventsAsync("integrity-resolved"));
    }

    // A look without the invariants of the day, which have tests of their own.
    private async Task<(int Told, int Waiting)> LookAsync()
    {
        var date = NewYork.DateOf(clock.Now);
        var day = await BrokerDay.ReadAsync(broker, date, None);
        var found = new List<IntegrityDifference>(ActivityComparison.Between(day, await ToldDay.ReadAsync(new JournalReader(store), date, None)));
        var moved = await new PositionContinuity(broker, store).LookAsync(date, day, None);
        found.AddRange(moved ?? []);
        return await new IntegrityBook(store, broker.Account, journal, alerts, clock)
            .TakeAsync(found, moved is null ? [DifferenceClasses.PositionUnexplained] : [], "integrity-test", None);
    }

    private async Task TellAsync(BrokerFill fill, string id)
    {
        await ReserveAsync(id);
        await BookAsync(fill, id, fill.Price.Value);
    }

    private ValueTask ReserveAsync(string id) => journal.AppendAsync("order-reserved", id, new { Id = id }, None);

    private ValueTask BookAsync(BrokerFill fill, string id, decimal price) => journal.AppendAsync(
        "fill-booked", id, new { Fill = fill.Id, OrderId = id, BrokerOrderId = fill.OrderId, fill.Symbol, fill.Side, fill.Quantity, Price = price, fill.Fee, fill.At }, None);

    private async Task<List<JournalEvent>> EventsAsync(string kind)
    {
        var events = new List<JournalEvent>();
        await foreach (var one in new JournalReader(store).BetweenAsync(Monday, Monday.PlusDays(5), None))
        {
            if (one.Kind == kind)
            {
                events.Add(one);
            }
        }

        return events;
    }
}
