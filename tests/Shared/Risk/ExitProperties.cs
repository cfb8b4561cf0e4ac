using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Control.Pauses;
using Trading.Market;
using Trading.Orders;
using Trading.Risk;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Risk;

/// <summary>Exits are never trapped: whatever holds entries back, held shares can be sold under off and close_only.</summary>
public sealed class ExitProperties
{
    private static readonly Instant Now = NewYork.At(Desk.Date, new LocalTime(10, 30));

    [Fact]
    [Trait("Bug", "C4.32")]
    public void No_gate_that_concerns_entries_traps_an_exit() =>
        Prop.ForAll(States().ToArbitrary(), state => Passes(state)).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithReplay(42, 7));

    private static Gen<State> States() =>
        from bits in Gen.ArrayOf(Gen.Choose(0, 1), 12)
        from held in Gen.Choose(1, 500)
        from sold in Gen.Choose(1, 500)
        from entries in Gen.Choose(0, 30)
        from equity in Gen.Choose(-10_000, 200_000)
        from limit in Gen.Choose(1, 100)
        select new State([.. bits.Select(bit => bit == 1)], held, Math.Min(held, sold), entries, equity, limit);

    private static bool Passes(State state)
    {
        var on = state.Bits;
        var desk = new DeskSnapshot
        {
            At = Now,
            Date = Desk.Date,
            MarketOpen = on[0] ? on[1] : null,
            WatchlistFresh = on[2],
            Account = on[3] ? new BrokerAccount(state.Equity, state.Equity, 0m) : null,
            Positions = [new BrokerPosition(Desk.Aig, state.Held, new Price(50m), state.Held * 50m)],
            Quotes = on[4] ? new Dictionary<Symbol, Quote> { [Desk.Aig] = new(Desk.Aig, new Price(90m), Now) } : [],
            Marks = on[5] ? CalmBars.Marks(Desk.Date, 150_000m) : null,
            Sectors = on[6] ? SectorMap.Empty : null,
            Returns = on[7] ? CalmBars.Returns(Desk.Date, []) : null,
        };
        var limits = RiskLimits.Paper with
        {
            EntriesPerMinute = 1, EntriesPerMinutePerSymbol = 1, EntriesPerSymbolPerDay = 1, NewPositionsPerDay = 1, OpenOrders = 1, ExitsPerMinute = 1, CancelsPerMinute = 1, Positions = 1,
            MinimumGapSeconds = 3600, CooldownSeconds = 3600, NotionalPerMinute = 1m, TotalExposure = state.Limit, SymbolExposure = state.Limit, Leverage = state.Limit / 100m,
            SectorOfEquity = state.Limit / 100m, PositionOfEquity = state.Limit / 100m, DailyLoss = 0.01m, AllTimeDrawdown = 0.01m, ValueAtRisk = 0.0001m, PriceDrift = 0.0001m,
        };
        var kill = KillState.Off with { Mode = on[8] ? KillMode.CloseOnly : KillMode.Off };
        var intent = Desk.Sell(state.Sold, purpose: on[9] ? OrderPurpose.Exit : OrderPurpose.ProtectiveStop) with { DecidedAt = Now - Duration.FromHours(5) };
        var decision = new Decision(intent, desk, new OrderBookView(Entries(state.Entries)), limits, kill, new GateState(on[10], on[11], AccountMode.Paper), Now)
        {
            Pauses = new PauseSet(LoopState.Initial with { Mode = LoopMode.Stopped }, [new Pause(PauseKind.Strategy, "swing", "test", "test", Now), new Pause(PauseKind.Symbol, "AIG", "test", "test", Now)]),
        };
        Assert.Null(new PreTradeChecks().Evaluate(ref decision));
        return true;
    }

    private static IEnumerable<Order> Entries(int count) => Enumerable.Range(0, count).Select(i =>
    {
        var intent = Desk.Entry(i % 2 == 0 ? "AIG" : $"S{i}", 1, sequence: i + 1);
        return intent.Reserve(intent.Parts[0], Now - Duration.FromSeconds(i)) with { State = i % 3 == 0 ? OrderState.Canceled : OrderState.Submitted };
    });

    private sealed record State(bool[] Bits, int Held, int Sold, int Entries, int Equity, int Limit);
}
