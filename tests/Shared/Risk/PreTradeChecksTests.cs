using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Market;
using Trading.Orders;
using Trading.Risk;
using Trading.Risk.Drawdowns;
using Trading.Risk.Var;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Risk;

public sealed class PreTradeChecksTests
{
    private static readonly Instant Now = NewYork.At(Desk.Date, new LocalTime(10, 30));
    private static readonly Symbol Bac = Symbol.Parse("BAC");

    [Fact]
    public void An_entry_that_nothing_speaks_against_passes() => Assert.Null(Refusal(new World()));

    [Fact]
    [Trait("Bug", "C4.32")]
    public void No_rate_and_no_cooldown_holds_an_exit_back()
    {
        var world = new World { Limits = RiskLimits.Paper with { ExitsPerMinute = 1, MinimumGapSeconds = 60 }, Orders = [Sent("AIG", 5), Sent("BAC", 6, 8)], Intent = Desk.Sell(10), Held = 10 };
        Assert.Null(Refusal(world));
    }

    [Fact]
    public void Each_refusal_says_its_code_and_its_numbers()
    {
        Assert.Equal("kill_switch: close_only: test", Refusal(new World { Kill = KillMode.CloseOnly }));
        Assert.Equal("live_gate: LIVE_TRADING disabled", Refusal(new World { Gates = new GateState(false, true, AccountMode.Live) { LiveFault = "LIVE_TRADING disabled" } }));
        Assert.Equal("approval_missing: nobody has approved that entries are sent", Refusal(new World { Gates = new GateState(false, false, AccountMode.Paper) }));
        Assert.Equal("market_closed: whether the market is open is not known", Refusal(new World { MarketOpen = null }));
        Assert.Equal("watchlist: stale", Refusal(new World { Fresh = false }));
        Assert.Equal("cooldown: AIG traded 12s ago, wait 888s more", Refusal(new World { Orders = [Closed("AIG", 12)] }));
        Assert.Equal("max_symbol_entries: 3/3 for AIG today", Refusal(new World { Orders = [Closed("AIG", 4000), Closed("AIG", 3000, 8), Closed("AIG", 2000, 9)] }));
        Assert.Equal("price_missing: no price of AIG is known", Refusal(new World { Price = null }));
        Assert.Equal("already_held: AIG, 5 shares held or an entry works", Refusal(new World { Held = 5 }));
        Assert.Equal("positions_unknown: whether AIG is held is not known", Refusal(new World { Held = null }));
        Assert.Equal("account_unknown: equity and buying power are not known, or equity is not above zero", Refusal(new World { Account = null }));
    }

    [Theory]
    [InlineData(KillMode.CloseOnly, true)]
    [InlineData(KillMode.HaltAll, false)]
    public void The_kill_modes_treat_exits_as_the_table_says(KillMode mode, bool passes) =>
        Assert.Equal(passes, Refusal(new World { Kill = mode, Intent = Desk.Sell(5), Held = 5 }) is null);

    [Fact]
    public void The_bucket_of_all_symbols_empties_and_refills()
    {
        Order[] burst = [.. Enumerable.Range(0, 5).Select(i => Closed($"S{i}", 1))];
        var limits = RiskLimits.Paper with { NewPositionsPerDay = 99 };
        Assert.Equal("rate_limit: 5/5 entries in the last minute", Refusal(new World { Orders = burst, Limits = limits }));
        Assert.Equal("rate_limit: 5/5 entries in the last minute", Refusal(new World { Orders = [.. burst.Select(order => order with { SentAt = Now - Duration.FromSeconds(11) })], Limits = limits }));
        Assert.Null(Refusal(new World { Orders = [.. burst.Select(order => order with { SentAt = Now - Duration.FromSeconds(12) })], Limits = limits }));
    }

    [Fact]
    [Trait("Bug", "C4.27")]
    public void Equal_to_a_cap_passes_and_a_cent_above_is_refused()
    {
        // 20 shares at 50 are 1,000 dollars.
        Assert.Null(Refusal(new World { Limits = RiskLimits.Paper with { SymbolExposure = 1_000m } }));
        Assert.Equal("symbol_exposure_cap: AIG $1000.00 would exceed $999.99 cap", Refusal(new World { Limits = RiskLimits.Paper with { SymbolExposure = 999.99m } }));
        Assert.Null(Refusal(new World { Others = [(Bac, 100, 490m)] }));
        Assert.Equal("exposure_cap: total $50001.00 would exceed $50000 cap", Refusal(new World { Others = [(Bac, 100, 490.01m)] }));
        Assert.Equal("buying_power: $1000.00 asked for, $999.99 free", Refusal(new World { Account = new BrokerAccount(100_000m, 1m, 999.99m) }));
        Assert.Equal("leverage: 2.05 would exceed 2.0", Refusal(new World { Account = new BrokerAccount(20_000m, 1m, 90_000m), Others = [(Bac, 100, 400m)] }));
    }

    [Fact]
    [Trait("Bug", "C4.27")]
    public void Working_entries_count_as_if_they_were_filled()
    {
        var working = Sent("BAC", 4000) with { LimitPrice = new Price(100m), Quantity = new Quantity(495) };
        Assert.Equal("exposure_cap: total $50500.00 would exceed $50000 cap", Refusal(new World { Orders = [working] }));
        Assert.Equal("max_positions: 1/1 positions", Refusal(new World { Orders = [Sent("BAC", 4000)], Limits = RiskLimits.Paper with { Positions = 1 } }));
        Assert.Equal("max_open_orders: 1/2 open orders, 2 more asked for", Refusal(new World { Orders = [Sent("BAC", 4000)], Limits = RiskLimits.Paper with { OpenOrders = 2 } }));
    }

    [Fact]
    public void One_position_and_one_sector_have_caps_in_parts_of_equity()
    {
        var ten = new BrokerAccount(10_000m, 10_000m, 10_000m);
        var marks = CalmBars.Marks(Desk.Date, 10_000m);
        Assert.Null(Refusal(new World { Account = ten, Marks = marks }));
        Assert.Equal(
            "position_of_equity: AIG $1000.00 would exceed $999.99, 10% of equity", Refusal(new World { Account = ten with { Equity = 9_999.90m }, Marks = marks }));
        var financial = SectorsOf("AIG,Financial\nBAC,Financial");
        Assert.Null(Refusal(new World { Account = ten, Marks = marks, Sectors = financial, Others = [(Bac, 100, 20m)] }));
        Assert.Equal(
            "sector_exposure_cap: Financial $3000.01 would exceed $3000.00 cap, 30% of equity",
            Refusal(new World { Account = ten, Marks = marks, Sectors = financial, Others = [(Bac, 1, 2000.01m)] }));
        Assert.Equal("sector_exposure_cap: Financial $3050.00 would exceed $3000.00 cap, 30% of equity", Refusal(new World
        {
            Account = ten, Marks = marks, Sectors = financial, Orders = [Sent("BAC", 4000) with { LimitPrice = new Price(50m), Quantity = new Quantity(41) }],
        }));
    }

    [Fact]
    public void Symbols_of_no_known_sector_are_one_sector_and_a_list_that_cannot_be_read_blocks()
    {
        Assert.StartsWith("sector_exposure_cap: unknown $30001.00", Refusal(new World { Sectors = SectorMap.Empty, Others = [(Bac, 100, 290.01m)] }), StringComparison.Ordinal);
        Assert.Equal("sectors_unknown: the list of sectors could not be read", Refusal(new World { Sectors = null }));
    }

    [Fact]
    [Trait("Bug", "C4.28")]
    public void Losses_and_value_at_risk_block_entries_and_so_does_not_knowing_them()
    {
        Assert.Equal("daily_loss: Daily loss limit: $5000.00 is 5.00% of the opening $100000.00, the limit is 5%", Refusal(Lost(95_000m)));
        Assert.StartsWith("day_drawdown", Refusal(Lost(101_200m) with { Marks = CalmBars.Marks(Desk.Date).Seen(110_000m) }), StringComparison.Ordinal);
        Assert.StartsWith("losses_unknown", Refusal(new World { Marks = null }), StringComparison.Ordinal);
        Assert.StartsWith("losses_unknown", Refusal(new World { Marks = CalmBars.Marks(Desk.Date.PlusDays(-3)) }), StringComparison.Ordinal);
        Assert.Equal("var_unknown: the daily returns could not be read", Refusal(new World { Returns = null }));
        Assert.Equal(
            "var_unknown: fewer than 60 fresh daily returns of BAC are known", Refusal(new World { Returns = CalmBars.Returns(Desk.Date, [Desk.Aig]), Others = [(Bac, 1, 1m)] }));
    }

    [Fact]
    public void The_value_at_risk_counts_the_order_itself_what_is_held_and_what_works()
    {
        // Half the days lose ten percent: the order's 1,000 dollars may lose 100.
        var returns = new ReturnTable(Desk.Date);
        returns.Add(Desk.Aig, [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? -0.1 : 0.1)]);
        returns.Add(Bac, [.. Enumerable.Range(0, 100).Select(i => i % 2 == 0 ? -0.1 : 0.1)]);
        var limits = RiskLimits.Paper with { ValueAtRisk = 0.001m };
        Assert.Null(Refusal(new World { Returns = returns, Limits = limits }));
        Assert.Equal("var_limit: one-day VaR 95 would be $100.10, 0.10% of equity; the limit is $100.00, 0.1%", Refusal(new World { Returns = returns, Limits = limits, Others = [(Bac, 1, 1m)] }));
        Assert.StartsWith(
            "var_limit: one-day VaR 95 would be $105.00", Refusal(new World { Returns = returns, Limits = limits, Orders = [Sent("BAC", 4000)] }), StringComparison.Ordinal);
        Assert.Null(Refusal(new World { Returns = returns, Limits = limits, Others = [(Bac, -1, 1m)] }));
    }

    [Theory]
    [InlineData(KillMode.Off)]
    [InlineData(KillMode.CloseOnly)]
    public void Nothing_that_is_lost_or_unknown_holds_an_exit_back(KillMode mode)
    {
        var world = Lost(10m) with { Intent = Desk.Sell(5), Held = 5, Kill = mode, Fresh = false, Price = null, Returns = null, Sectors = null };
        Assert.Null(Refusal(world));
        Assert.Null(Refusal(world with { Marks = null, Account = null, Gates = new GateState(true, false, AccountMode.Paper), MarketOpen = null }));
    }

    [Fact]
    public void A_short_by_hand_counts_by_its_size() =>
        Assert.StartsWith("exposure_cap", Refusal(new World { Others = [(Bac, -100, 495m)] }), StringComparison.Ordinal);

    [Theory]
    [InlineData(5149, true)]
    [InlineData(5151, false)]
    public void The_price_may_drift_three_percent_from_the_reference(int cents, bool passes) =>
        Assert.Equal(passes, Refusal(new World { Price = cents / 100m }) is null);

    [Fact]
    public void A_fraction_or_nothing_is_no_quantity()
    {
        Assert.StartsWith("quantity: 0.5 shares", Refusal(new World { Intent = Desk.Sell(0.5m), Held = 5 }), StringComparison.Ordinal);
        Assert.StartsWith("quantity: 0 shares", Refusal(new World { Intent = Desk.Sell(0), Held = 5 }), StringComparison.Ordinal);
        Assert.StartsWith("quantity_held: 6 of AIG", Refusal(new World { Intent = Desk.Sell(6), Held = 5 }), StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Bug", "C4.23")]
    public void A_working_buy_whose_price_nobody_knows_is_not_worth_nothing()
    {
        var byHand = Sent("BAC", 600) with { Id = "external-1", IsExternal = true, Type = OrderType.Market, LimitPrice = null, ReferencePrice = null };
        Assert.StartsWith("exposure_cap", Refusal(new World { Orders = [byHand] }), StringComparison.Ordinal);
    }

    [Theory]
    [Trait("Bug", "C4.29")]
    [InlineData(OrderPurpose.Entry)]
    [InlineData(OrderPurpose.Exit)]
    public void A_check_that_throws_blocks(OrderPurpose purpose)
    {
        var checks = new PreTradeChecks([new PreTradeCheck("sky", AppliesTo.All, (ref _) => throw new InvalidOperationException("fell"))]);
        var decision = new World { Intent = purpose == OrderPurpose.Entry ? Desk.Entry() : Desk.Sell(1), Held = 1 }.Decide();
        Assert.Equal("check_failed: sky could not be decided (InvalidOperationException: fell)", checks.Evaluate(ref decision)!.Value.Sentence);
    }

    [Fact]
    [Trait("Bug", "C4.30")]
    public void A_check_that_threw_once_disables_none()
    {
        var throws = true;
        var seen = 0;
        var checks = new PreTradeChecks([
            new PreTradeCheck("first", AppliesTo.All, (ref _) => throws ? throw new InvalidOperationException("once") : null),
            new PreTradeCheck("second", AppliesTo.All, (ref _) => { seen++; return null; })]);
        var decision = new World().Decide();
        Assert.NotNull(checks.Evaluate(ref decision));
        throws = false;
        Assert.Null(checks.Evaluate(ref decision));
        Assert.Equal(1, seen);
    }

    [Fact]
    [Trait("Bug", "C5.41")]
    public void An_old_decision_is_not_sent()
    {
        var old = Desk.Entry() with { DecidedAt = Now - Duration.FromSeconds(121) };
        Assert.StartsWith("intent_stale", Refusal(new World { Intent = old }), StringComparison.Ordinal);
    }

    [Fact]
    public void A_decision_allocates_nothing()
    {
        var checks = new PreTradeChecks();
        var world = new World { Orders = [.. Enumerable.Range(0, 10).Select(i => Closed($"S{i}", 4000 + i))], Limits = RiskLimits.Paper with { NewPositionsPerDay = 99 } };
        var decision = world.Decide();
        Assert.Null(checks.Evaluate(ref decision));

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 100; i++)
        {
            var again = decision;
            checks.Evaluate(ref again);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void The_limits_list_every_fault_they_have()
    {
        Assert.Empty(RiskLimits.Paper.Faults());
        Assert.Empty(RiskLimits.Live.Faults());
        var faults = (RiskLimits.Paper with { EntriesPerMinute = 0, TotalExposure = -1m, PriceDrift = 3m }).Faults();
        Assert.Equal([
            "entries_per_minute is 0; it must be a whole number from 1 to 100000",
            "total_exposure is -1; it must be above 0 and at most 1000000000000",
            "price_drift is 3; it must be above 0 and at most 1",
        ], faults);
    }

    private static World Lost(decimal equity) => new() { Account = new BrokerAccount(equity, equity, equity), Marks = CalmBars.Marks(Desk.Date) };

    private static SectorMap SectorsOf(string rows) => new(Trading.Scanning.Sectors.Parse(System.Text.Encoding.UTF8.GetBytes($"symbol,sector\n{rows}\n")), []);

    private static string? Refusal(World world)
    {
        var decision = world.Decide();
        return new PreTradeChecks().Evaluate(ref decision)?.Sentence;
    }

    private static Order Sent(string symbol, int secondsAgo, int sequence = 7)
    {
        var intent = Desk.Entry(symbol, 1, sequence: sequence);
        return intent.Reserve(intent.Parts[0], Now - Duration.FromSeconds(secondsAgo)) with { State = OrderState.Submitted };
    }

    private static Order Closed(string symbol, int secondsAgo, int sequence = 7) => Sent(symbol, secondsAgo, sequence) with { State = OrderState.Canceled };

    private sealed record World
    {
        public OrderIntent Intent { get; init; } = Desk.Entry();

        public RiskLimits Limits { get; init; } = RiskLimits.Paper;

        public KillMode Kill { get; init; }

        public GateState Gates { get; init; } = new(false, true, AccountMode.Paper);

        public bool? MarketOpen { get; init; } = true;

        public bool Fresh { get; init; } = true;

        public decimal? Price { get; init; } = 50m;

        public decimal? Held { get; init; } = 0m;

        public BrokerAccount? Account { get; init; } = new(100_000m, 100_000m, 200_000m);

        public (Symbol Symbol, decimal Shares, decimal Price)[] Others { get; init; } = [];

        public Order[] Orders { get; init; } = [];

        public EquityMarks? Marks { get; init; } = CalmBars.Marks(Desk.Date, 20_000m);

        public SectorMap? Sectors { get; init; } = SectorsOf("AIG,Financial\nBAC,Banks");

        public ReturnTable? Returns { get; init; } = CalmBars.Returns(Desk.Date, [.. Enumerable.Range(0, 12).Select(i => Symbol.Parse($"S{i}")), Desk.Aig, Bac]);

        public Decision Decide()
        {
            var positions = Others.Append((Symbol: Desk.Aig, Shares: Held ?? 0m, Price: 50m)).Where(held => held.Shares != 0m)
                .Select(held => new BrokerPosition(held.Symbol, held.Shares, new Price(held.Price), held.Shares * held.Price)).ToList();
            var desk = new DeskSnapshot
            {
                At = Now,
                Date = Desk.Date,
                MarketOpen = MarketOpen,
                WatchlistFresh = Fresh,
                WatchlistReason = "stale",
                Account = Account,
                Positions = Held is null ? null : positions,
                Quotes = Price is { } price ? new Dictionary<Symbol, Quote> { [Desk.Aig] = new(Desk.Aig, new Price(price), Now) } : [],
                Marks = Marks,
                Sectors = Sectors,
                Returns = Returns,
            };
            return new Decision(Intent, desk, new OrderBookView(Orders), Limits, KillState.Off with { Mode = Kill, Why = "test" }, Gates, Now);
        }
    }
}
