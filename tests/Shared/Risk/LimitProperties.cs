using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Brokers;
using Trading.Market;
using Trading.Orders;
using Trading.Risk;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;

namespace Trading.Tests.Shared.Risk;

/// <summary>
/// Random days at the door: whatever is asked for, in whatever order, filled, cancelled, answered unclearly and taken up again by a new process, what is out there stays within the limits to the cent.
/// </summary>
public sealed class LimitProperties
{
    private const decimal Equity = 20_000m;

    private static readonly SectorMap Sectors = new(
        Trading.Scanning.Sectors.Parse("symbol,sector\nS0,Banks\nS1,Banks\nS2,Banks\nS3,Energy\nS4,Energy\nS5,Energy\n"u8.ToArray()), []);

    [Fact]
    [Trait("Bug", "C4.27")]
    public void No_stream_of_intents_passes_a_limit_by_a_cent() =>
        Prop.ForAll(Days().ToArbitrary(), day => RunAsync(day).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(42, 7));

    [Fact]
    [Trait("Bug", "C4.27")]
    public async Task An_entry_that_comes_between_another_ones_checks_and_its_sending_waits()
    {
        using var desk = await Desk.OpenAsync(RiskLimits.Paper with { TotalExposure = 1_000m });
        var snapshot = await desk.SnapshotAsync(50m, Symbol.Parse("S1"));
        var (second, comes) = ((Task<GatewayResult>?)null, true);
        desk.Store.Fails = key =>
        {
            if (comes && key.StartsWith("intents/", StringComparison.Ordinal))
            {
                comes = false;
                second = desk.Gateway.SubmitAsync(Desk.Entry("S1"), snapshot, default);
            }

            return false;
        };
        Assert.Equal(GatewayOutcome.Sent, (await desk.Gateway.SubmitAsync(Desk.Entry(), snapshot, default)).Outcome);
        Assert.Equal("exposure_cap", (await second!).Code);
    }

    [Fact]
    [Trait("Bug", "C4.27")]
    public async Task An_entry_that_fills_at_once_takes_its_buying_power_with_it()
    {
        using var desk = await Desk.OpenAsync();
        desk.Broker.Money = new BrokerAccount(100_000m, 1_500m, 1_500m);
        var snapshot = await desk.SnapshotAsync(50m, Symbol.Parse("S1"));
        await desk.FillAsync(await desk.Gateway.SubmitAsync(Desk.Entry(), snapshot, default), 50m);
        Assert.Equal("buying_power: $1000.00 asked for, $500.00 free", (await desk.Gateway.SubmitAsync(Desk.Entry("S1"), snapshot, default)).Sentence);
    }

    private static Gen<Day> Days()
    {
        var step = from what in Gen.Choose(0, 9)
                   from symbol in Gen.Choose(0, 7)
                   from shares in Gen.Choose(1, 60)
                   from cents in Gen.Choose(500, 8_000)
                   from seconds in Gen.Choose(0, 40)
                   select new Step(what, symbol, shares, cents / 100m, seconds);
        var limits = from total in Loose(100_000, 2_000_000, 100_000_000)
                     from symbol in Loose(50_000, 800_000, 100_000_000)
                     from sector in Loose(5, 80, 100)
                     from position in Loose(2, 50, 100)
                     from leverage in Loose(10, 200, 10_000)
                     from minute in Loose(50_000, 400_000, 0)
                     from positions in Loose(2, 9, 99)
                     from today in Loose(4, 30, 99)
                     from cooldown in Gen.Elements(0, 60)
                     select RiskLimits.Paper with
                     {
                         TotalExposure = total / 100m,
                         SymbolExposure = symbol / 100m,
                         SectorOfEquity = sector / 100m,
                         PositionOfEquity = position / 100m,
                         Leverage = leverage / 100m,
                         NotionalPerMinute = minute / 100m,
                         Positions = positions,
                         NewPositionsPerDay = today,
                         CooldownSeconds = cooldown,
                     };
        return from limit in limits
               from steps in Gen.ListOf(step, 40)
               select new Day(limit, [.. steps]);
    }

    // Most limits are out of the way, so that each of them is the first to bind in some day.
    private static Gen<int> Loose(int least, int most, int loose) => Gen.Frequency((2, Gen.Constant(loose)), (1, Gen.Choose(least, most)));

    private static async Task<bool> RunAsync(Day day)
    {
        var first = await Desk.OpenAsync(day.Limits);
        var desk = first;
        desk.Broker.Money = new BrokerAccount(Equity, 1_000_000m, 1_000_000m);
        foreach (var step in day.Steps)
        {
            desk.Clock.Advance(Duration.FromSeconds(step.Seconds));
            if (step.What == 9)
            {
                desk = await desk.RestartAsync();
            }
            else
            {
                await TakeAsync(desk, step);
            }

            await desk.SyncAsync();
            await HoldsAsync(desk, day.Limits);
        }

        desk.Dispose();
        first.Dispose();
        return true;
    }

    private static async Task TakeAsync(Desk desk, Step step)
    {
        var open = desk.Book.View.Open.Where(order => order is { Purpose: OrderPurpose.Entry, BrokerOrderId: not null }).ToList();
        switch (step.What)
        {
            case 0 or 1 when open.Count > 0:
                Fill(desk, open[0], step);
                break;
            case 2 when open.Count > 0:
                await desk.Gateway.CancelAsync(open[^1], "test", default);
                break;
            case 3:
                desk.Broker.Moods.Enqueue(step.Shares % 2 == 0 ? BrokerMood.TakesSilently : BrokerMood.LosesIt);
                await PassAsync(desk, step, 1);
                break;
            default:
                await PassAsync(desk, step, 1 + (step.Shares % 3));
                break;
        }
    }

    // One reading of the world for several entries; what the first of them does is not in it.
    private static async Task PassAsync(Desk desk, Step step, int entries)
    {
        Symbol[] symbols = [.. Enumerable.Range(0, 8).Select(i => Symbol.Parse($"S{i}"))];
        var snapshot = await desk.SnapshotAsync(step.Price, symbols) with { Sectors = Sectors };
        for (var i = 0; i < entries; i++)
        {
            var symbol = symbols[(step.Symbol + i) % symbols.Length];
            var id = OrderKeys.NextId(desk.Book.View, Desk.Date, "swing", symbol, OrderSide.Buy);
            var result = await desk.Gateway.SubmitAsync(Desk.Entry(symbol.ToString(), step.Shares, step.Price, id.Sequence), snapshot, default);
            if (i == 0 && step.Shares % 2 == 1 && result.Outcome == GatewayOutcome.Sent)
            {
                Fill(desk, result.Orders[0], step);
                await desk.SyncAsync();
            }
        }
    }

    private static void Fill(Desk desk, Order order, Step step) =>
        desk.Broker.Fill(desk.Broker.ByClient(order.Id), decimal.Min(order.Remaining.Value, step.Symbol % 2 == 0 ? order.Remaining.Value : 1m), order.LimitPrice!.Value.Value);

    private static async Task HoldsAsync(Desk desk, RiskLimits limits)
    {
        var held = (await desk.Broker.PositionsAsync(default)).ToDictionary(position => position.Symbol, position => position.MarketValue);
        foreach (var order in desk.Broker.All.Where(order => order is { ParentId: null, Side: OrderSide.Buy, Status: BrokerOrderStatus.New or BrokerOrderStatus.PartiallyFilled }))
        {
            held[order.Symbol] = held.GetValueOrDefault(order.Symbol) + (order.LimitPrice!.Value.Value * (order.Quantity.Value - order.Filled.Value));
        }

        Assert.InRange(held.Values.Sum(), 0m, decimal.Min(limits.TotalExposure, limits.Leverage * Equity));
        Assert.All(held.Values, dollars => Assert.InRange(dollars, 0m, decimal.Min(limits.SymbolExposure, limits.PositionOfEquity * Equity)));
        Assert.All(held.GroupBy(pair => Sectors.Of(pair.Key)), sector => Assert.InRange(sector.Sum(pair => pair.Value), 0m, limits.SectorOfEquity * Equity));
        Assert.InRange(held.Count, 0, limits.Positions);
        AssertRates(desk.Book.View.Entries, limits);
    }

    private static void AssertRates(IReadOnlyList<SentEntry> entries, RiskLimits limits)
    {
        foreach (var entry in entries)
        {
            var minute = entries.Where(other => other.At > entry.At - Duration.FromMinutes(1) && other.At <= entry.At).ToList();
            Assert.InRange(minute.Count, 0, 2 * limits.EntriesPerMinute);
            Assert.True(limits.NotionalPerMinute == 0m || minute.Sum(other => other.Notional) <= limits.NotionalPerMinute, "notional of a minute");
        }

        Assert.InRange(entries.Count(entry => !entry.Refused), 0, limits.NewPositionsPerDay);
        Assert.All(entries.GroupBy(entry => entry.Symbol), group => Assert.InRange(group.Count(), 0, limits.EntriesPerSymbolPerDay));
    }

    private sealed record Day(RiskLimits Limits, IReadOnlyList<Step> Steps);

    private sealed record Step(int What, int Symbol, int Shares, decimal Price, int Seconds);
}
