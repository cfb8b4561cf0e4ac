using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Market;
using Trading.Orders;
using Trading.Risk;
using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Risk;

/// <summary>Random days at the door: whatever is asked for, filled, cancelled and answered unclearly, what is out there stays within the limits.</summary>
public sealed class LimitProperties
{
    private static readonly RiskLimits Limits = RiskLimits.Paper with { TotalExposure = 5_000m, SymbolExposure = 1_500m, Positions = 4, CooldownSeconds = 60, NewPositionsPerDay = 12 };

    [Fact]
    [Trait("Bug", "C4.27")]
    public void Exposure_positions_and_rates_stay_within_their_limits()
    {
        var step = from symbol in Gen.Choose(0, 6)
                   from shares in Gen.Choose(1, 40)
                   from what in Gen.Choose(0, 9)
                   from seconds in Gen.Choose(0, 40)
                   select (symbol, shares, what, seconds);
        Prop.ForAll(Gen.ListOf(step, 40).ToArbitrary(), steps => Day([.. steps]).GetAwaiter().GetResult()).Check(Config.QuickThrowOnFailure.WithMaxTest(40).WithReplay(42, 7));
    }

    [Fact]
    public async Task A_refused_order_burns_nothing()
    {
        using var desk = await Desk.OpenAsync();
        for (var i = 0; i < 30; i++)
        {
            await desk.Gateway.SubmitAsync(Desk.Entry(), (await desk.SnapshotAsync()) with { MarketOpen = false }, default);
        }

        Assert.Empty(desk.Book.View.Entries);
        Assert.Equal(GatewayOutcome.Sent, (await desk.EnterAsync(Desk.Entry())).Outcome);
    }

    private static async Task<bool> Day(List<(int Symbol, int Shares, int What, int Seconds)> steps)
    {
        using var desk = await Desk.OpenAsync(Limits);
        foreach (var (symbol, shares, what, seconds) in steps)
        {
            desk.Clock.Advance(Duration.FromSeconds(seconds));
            await StepAsync(desk, $"S{symbol}", shares, what);
            await HoldsAsync(desk);
        }

        return true;
    }

    private static async Task StepAsync(Desk desk, string symbol, int shares, int what)
    {
        var open = desk.Book.View.Open.Where(order => order is { Purpose: OrderPurpose.Entry, BrokerOrderId: not null }).ToList();
        if (what == 0 && open.Count > 0)
        {
            desk.Broker.Fill(desk.Broker.ByClient(open[0].Id), open[0].Remaining.Value, 50m);
        }
        else if (what == 1 && open.Count > 0)
        {
            await desk.Gateway.CancelAsync(open[^1], "test", default);
        }
        else
        {
            if (what == 2)
            {
                desk.Broker.Moods.Enqueue(Trading.Tests.Support.BrokerMood.TakesSilently);
            }

            var id = OrderKeys.NextId(desk.Book.View, Desk.Date, "swing", Symbol.Parse(symbol), OrderSide.Buy);
            await desk.EnterAsync(Desk.Entry(symbol, shares, sequence: id.Sequence));
        }

        await desk.SyncAsync();
    }

    private static async Task HoldsAsync(Desk desk)
    {
        var held = (await desk.Broker.PositionsAsync(default)).ToDictionary(position => position.Symbol, position => position.MarketValue);
        foreach (var order in desk.Broker.All.Where(order => order is { ParentId: null, Side: OrderSide.Buy, Status: Trading.Brokers.BrokerOrderStatus.New or Trading.Brokers.BrokerOrderStatus.PartiallyFilled }))
        {
            held[order.Symbol] = held.GetValueOrDefault(order.Symbol) + (order.LimitPrice!.Value.Value * (order.Quantity.Value - order.Filled.Value));
        }

        Assert.True(held.Values.Sum() <= Limits.TotalExposure, "total exposure");
        Assert.All(held.Values, dollars => Assert.True(dollars <= Limits.SymbolExposure, "symbol exposure"));
        Assert.True(held.Count <= Limits.Positions, "positions");
        var entries = desk.Book.View.Entries;
        Assert.True(entries.Count(entry => entry.At > desk.Clock.Now - Duration.FromMinutes(1)) <= 2 * Limits.EntriesPerMinute, "rate");
        Assert.True(entries.Length <= Limits.NewPositionsPerDay, "new positions");
        Assert.All(entries.GroupBy(entry => entry.Symbol), group => Assert.True(group.Count() <= Limits.EntriesPerSymbolPerDay, "entries of a symbol"));
    }
}
