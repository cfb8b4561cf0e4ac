using System.Text.Json;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Journal;
using Trading.Market;
using Trading.Operations.Invariants;
using Trading.Orders;
using Trading.Risk;
using Trading.Risk.Limits;
using Trading.Storage;
using Trading.Tests.Shared.Reconciliation;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Operations.Invariants;

/// <summary>One sound day, and one broken day for each invariant: a judge that cannot condemn is none.</summary>
public sealed class DayInvariantsTests
{
    private const string Entry = "20131007-swing-AIG-buy-1";

    [Fact]
    public async Task A_sound_day_holds_all_twelve()
    {
        using var day = await SoundDayAsync();
        var report = DayInvariants.Check(await ReadAsync(day));
        Assert.Empty(report.Broken);
        Assert.Equal(
            [
                "no-duplicate-order", "every-order-has-intent", "every-fill-booked", "positions-equal-fills", "pnl-identity", "gates-respected", "limits-respected", "kill-respected",
                "journal-chain-intact", "one-run-per-job-and-slot", "no-orphan-position", "correlation-complete",
            ],
            report.Holds.Keys);
    }

    [Fact]
    public async Task A_day_without_a_session_holds_all_twelve()
    {
        using var day = await SoundDayAsync();
        day.Clock.Now = Books.At(12, 0, days: 5);
        Assert.Empty(DayInvariants.Check(await ReadAsync(day, days: 5)).Broken);
    }

    [Fact]
    public async Task Two_orders_under_one_id_are_seen()
    {
        using var day = await SoundDayAsync();
        day.Broker.Put("b9", Entry, day.Clock.Now, filled: 0, status: BrokerOrderStatus.Rejected);
        Assert.Equal(["no-duplicate-order", "every-order-has-intent"], Failing(await ReadAsync(day)));
    }

    [Fact]
    public async Task An_order_that_is_not_in_the_book_is_seen()
    {
        using var day = await SoundDayAsync();
        day.Broker.Put("b9", "20131007-swing-IBM-buy-1", day.Clock.Now);
        await BrokenAsync(day, "every-order-has-intent");
    }

    [Fact]
    public async Task An_order_that_the_journal_does_not_know_is_seen()
    {
        using var day = await SoundDayAsync();
        await day.OrderAsync("20131007-swing-IBM-buy-1", OrderState.Rejected);
        await BrokenAsync(day, "every-order-has-intent");
    }

    [Fact]
    public async Task An_execution_that_is_not_booked_is_seen()
    {
        using var day = await SoundDayAsync();
        day.Broker.Fills.Add(new BrokerFill("f9", "b1", Symbol.Parse("AIG"), OrderSide.Buy, new Quantity(1m), new Price(50m), 0m, day.Clock.Now));
        await BrokenAsync(day, "every-fill-booked");
    }

    [Fact]
    public async Task An_execution_booked_at_another_price_or_not_at_the_broker_or_not_journalled_is_seen()
    {
        using var day = await SoundDayAsync();
        var facts = await ReadAsync(day);
        Assert.Equal(["every-fill-booked"], Failing(facts with { BrokerFills = [facts.BrokerFills[0] with { Price = new Price(51m) }] }));
        Assert.Equal(["every-fill-booked"], Failing(facts with { BrokerFills = [] }));
        Assert.Equal(["every-fill-booked"], Failing(facts with { Events = [.. facts.Events.Where(one => one.Kind != "fill-booked")] }));
    }

    [Fact]
    public async Task A_position_that_executions_do_not_leave_is_seen()
    {
        using var day = await SoundDayAsync();
        day.Broker.Hold("IBM", 3, 180);
        await BrokenAsync(day, "positions-equal-fills");
    }

    [Fact]
    public async Task Cash_that_is_not_explained_is_seen()
    {
        using var day = await SoundDayAsync();
        day.Broker.Cash += 0.01m;
        await BrokenAsync(day, "pnl-identity");
    }

    [Fact]
    public async Task Books_that_were_not_closed_are_seen()
    {
        using var day = await SoundDayAsync();
        Assert.Equal(["pnl-identity"], Failing(await ReadAsync(day) with { Close = null }));
    }

    [Theory]
    [InlineData(true, true, true, true)]
    [InlineData(false, false, true, true)]
    [InlineData(false, true, false, true)]
    [InlineData(false, true, true, false)]
    public async Task An_entry_past_a_shut_gate_is_seen(bool dryRun, bool approved, bool scanned, bool open)
    {
        using var day = await SoundDayAsync();
        var facts = await ReadAsync(day);
        var broken = facts with
        {
            Before = new DeskState(KillMode.Off, dryRun, approved),
            Events = [.. facts.Events.Where(one => one.Kind != "gate-changed" && (scanned || one.Kind != "scan-completed"))],
            Session = open ? facts.Session : facts.Session! with { Open = Books.At(10, 30) },
        };
        Assert.Equal(["gates-respected"], Failing(broken));
    }

    [Fact]
    public async Task Too_many_entries_and_too_much_money_are_seen()
    {
        using var day = await SoundDayAsync();
        var facts = await ReadAsync(day);
        foreach (var limits in new RiskLimits[]
        {
            new() { EntriesPerSymbolPerDay = 0 }, new() { NewPositionsPerDay = 0 }, new() { EntriesPerMinutePerSymbol = 0 }, new() { EntriesPerMinute = 0 },
            new() { Positions = 0 }, new() { TotalExposure = 499m }, new() { SymbolExposure = 499m },
        })
        {
            Assert.Equal(["limits-respected"], Failing(facts with { Limits = limits }));
        }

        Assert.Empty(Failing(facts with { Limits = new RiskLimits { TotalExposure = 500m, SymbolExposure = 500m, Positions = 1, EntriesPerSymbolPerDay = 1, NewPositionsPerDay = 1 } }));
    }

    // The entry of ten o'clock, 500 dollars, against limits that change in the morning: what held at its moment counts.
    [Theory]
    [InlineData(9, 50, 499, true)]
    [InlineData(9, 50, 500, false)]
    [InlineData(11, 0, 499, false)]
    [InlineData(11, 0, 50_000, false)]
    public async Task Limits_count_from_the_moment_at_which_they_changed(int hour, int minute, int dollars, bool isBroken)
    {
        using var day = await SoundDayAsync();
        var facts = await ReadAsync(day);
        var values = LimitTable.ValuesOf(RiskLimits.Paper with { TotalExposure = dollars });
        var data = JsonSerializer.SerializeToElement(new { Number = 2, Values = values }, TradingJson.Options);
        var changed = new JournalEvent(0, Books.At(hour, minute), "limits-changed", "limits", data, string.Empty, string.Empty);
        Assert.Equal(isBroken ? ["limits-respected"] : [], Failing(facts with { Events = [.. facts.Events.Append(changed).OrderBy(one => one.At)] }));

        // The next day begins with them.
        Assert.Equal(dollars, ControlInvariants.After(DeskState.Initial, changed).Limits!.TotalExposure);
    }

    [Theory]
    [InlineData("close_only", "20131007-swing-IBM-buy-1", true)]
    [InlineData("close_only", "20131007-swing-AIG-sell-1", false)]
    [InlineData("halt_all", "20131007-swing-AIG-sell-1", true)]
    public async Task An_order_past_the_kill_switch_is_seen(string word, string id, bool isBroken)
    {
        using var day = await SoundDayAsync();
        day.Clock.Now = Books.At(15, 30);
        await day.Kill.EscalateAsync(word == "halt_all" ? KillMode.HaltAll : KillMode.CloseOnly, "test", "me", "because", default);
        await day.Journal.AppendAsync("order-reserved", "chain", OrderFacts.Of(await day.OrderAsync(id, OrderState.Rejected)), default);
        Assert.Equal(isBroken ? ["kill-respected"] : [], Failing(await ReadAsync(day)));

        // The next day begins where this one ended.
        var reader = ReaderOf(day);
        await reader.ReadAsync(Books.Monday, default);
        Assert.NotEqual(KillMode.Off, (await reader.ReadAsync(Books.Monday.PlusDays(1), default)).Before.Kill);
        Assert.NotEqual(KillMode.Off, (await ReaderOf(day).ReadAsync(Books.Monday.PlusDays(1), default)).Before.Kill);
    }

    [Fact]
    public async Task An_order_that_was_never_sent_or_had_begun_is_not_past_the_kill_switch()
    {
        using var day = await SoundDayAsync();
        day.Clock.Now = Books.At(15, 30);
        await day.Kill.EscalateAsync(KillMode.CloseOnly, "test", "me", "because", default);
        var order = await day.OrderAsync("20131007-swing-IBM-buy-1", OrderState.Rejected);
        await day.Journal.AppendAsync("order-submitted", "chain", OrderFacts.Of(order, calledAt: Books.At(15, 29)), default);
        await day.Journal.AppendAsync("order-reserved", "chain", OrderFacts.Of(order), default);
        Assert.Equal(["kill-respected"], Failing(await ReadAsync(day)));
        await day.Journal.AppendAsync("order-rejected", "chain", OrderFacts.Of(order, OrderGateway.NeverSentPrefix + "kill_switch: close_only: because"), default);
        Assert.Empty(Failing(await ReadAsync(day)));
        await day.Journal.AppendAsync("order-submitted", "chain", OrderFacts.Of(order, calledAt: Books.At(15, 31)), default);
        Assert.Equal(["kill-respected"], Failing(await ReadAsync(day)));
    }

    [Fact]
    public async Task A_damaged_or_empty_journal_is_seen()
    {
        using var day = await SoundDayAsync();
        var facts = await ReadAsync(day);
        Assert.Equal(["journal-chain-intact"], Failing(facts with { Journal = new JournalVerdict(3, "x", new JournalFault(JournalFaultKind.Changed, 3, "b", "event 3 was changed")) }));
        Assert.Equal(["journal-chain-intact"], Failing(facts with { Journal = new JournalVerdict(0, JournalWriter.Genesis, null) }));
    }

    [Fact]
    public async Task A_job_done_twice_or_unknown_to_the_ledger_is_seen()
    {
        using var day = await SoundDayAsync();
        var facts = await ReadAsync(day);
        Assert.Equal(["one-run-per-job-and-slot"], Failing(facts with { Runs = [.. facts.Runs, .. facts.Runs] }));
        Assert.Equal(["one-run-per-job-and-slot"], Failing(facts with { Runs = [] }));
        Assert.Equal(["one-run-per-job-and-slot"], Failing(facts with { Events = [.. facts.Events, facts.Events.First(one => one.Kind == "job-done")] }));
    }

    [Fact]
    public async Task A_position_without_an_exit_is_seen_unless_somebody_was_told()
    {
        using var day = await SoundDayAsync();
        await day.Book.ChangeAsync(Entry + ".stop-loss", leg => leg with { State = OrderState.Canceled }, default);
        await day.Book.ChangeAsync(Entry + ".take-profit", leg => leg with { State = OrderState.Canceled }, default);
        Assert.Equal(["no-orphan-position"], Failing(await ReadAsync(day)));
        await day.Alerts.RaiseAsync("stop-missing", Trading.Operations.AlertSeverity.Critical, "AIG", "no exit is in force", default);
        Assert.Empty(Failing(await ReadAsync(day)));
    }

    [Fact]
    public async Task A_broken_chain_of_events_is_seen()
    {
        using var day = await SoundDayAsync();
        var facts = await ReadAsync(day);
        Assert.Equal(["correlation-complete"], Failing(facts with { Events = [.. facts.Events, facts.Events[0] with { Kind = "note", Correlation = "" }] }));
        Assert.Equal(["correlation-complete"], Failing(facts with { Fills = [facts.Fills[0] with { CorrelationId = "other" }] }));
        await day.Book.ChangeAsync(Entry + ".stop-loss", leg => leg with { CorrelationId = "other" }, default);
        Assert.Equal(["correlation-complete"], Failing(await ReadAsync(day)));
    }

    [Fact]
    public async Task One_that_cannot_be_judged_does_not_hold_and_hides_no_other()
    {
        using var day = await SoundDayAsync();
        var facts = await ReadAsync(day);
        Assert.Equal(["every-fill-booked", "pnl-identity"], Failing(facts with { Fills = [.. facts.Fills, .. facts.Fills] }));
    }

    private static async Task BrokenAsync(Books day, string invariant) => Assert.Equal([invariant], Failing(await ReadAsync(day)));

    private static List<string> Failing(DayFacts facts)
    {
        var report = DayInvariants.Check(facts);
        var failing = report.Holds.Where(pair => !pair.Value).Select(pair => pair.Key).ToList();
        Assert.Equal(failing, report.Broken.Select(sentence => sentence.Split(':')[0]));
        return failing;
    }

    private static DayFactsReader ReaderOf(Books day) => new(
        day.Broker, day.Book, day.Fills, day.Days, new JournalReader(day.Store), new JournalCheck(day.Store, new JournalAnchors(day.Store)), new RunLedger(day.Store, day.Clock), day.Alerts,
        LimitsBooks.Of(day.Store, day.Broker.Account, RiskLimits.Paper, day.Journal, day.Alerts, day.Clock));

    private static async Task<DayFacts> ReadAsync(Books day, int days = 0) => await ReaderOf(day).ReadAsync(Books.Monday.PlusDays(days), default);

    // Gates opened and scanned before the open, ten AIG bought at ten o'clock with a bracket, the books closed at half past four.
    private static async Task<Books> SoundDayAsync()
    {
        var day = new Books();
        var gates = new TradingGates(day.Store, day.Journal);
        day.Clock.Now = Books.At(8, 30);
        await gates.SetDryRunAsync(false, "me", "test", default);
        await gates.ApproveAsync("me", "test", default);
        await day.Journal.AppendAsync("scan-completed", "scan-2013-10-07", new { ScanDate = Books.Monday }, default);
        day.Clock.Now = Books.At(10, 0);
        await day.RunAsync();
        var order = await day.OrderAsync(Entry, brokerId: "b1");
        await day.Journal.AppendAsync("order-reserved", order.CorrelationId, OrderFacts.Of(order), default);
        var now = day.Clock.Now;
        day.Broker.Put("b1", Entry, now, filled: 10, status: BrokerOrderStatus.Filled, legs:
            [ScriptedBroker.Leg("b2", "b1", BracketLeg.TakeProfit, now, status: BrokerOrderStatus.New), ScriptedBroker.Leg("b3", "b1", BracketLeg.StopLoss, now, status: BrokerOrderStatus.New)]);
        day.Broker.Execute("f1", "b1", OrderSide.Buy, 10, 50, now);
        day.Clock.Now = Books.At(16, 30);
        var ledger = new RunLedger(day.Store, day.Clock);
        var claim = await ledger.ClaimAsync(Jobs.EndOfDay, Books.Monday, "day", default);
        await day.Reconciler.BackfillAsync(Books.Monday, "end-of-day-2013-10-07", default);
        await CloseAsync(day);
        await ledger.CompleteAsync(claim, "closed", default);
        await day.Journal.AppendAsync("job-done", "end-of-day-2013-10-07", new { Name = "EndOfDay", Slot = "day" }, default);
        return day;
    }

    private static async Task CloseAsync(Books day)
    {
        var fills = await day.Fills.OnAsync(Books.Monday, default);
        var start = (await day.Days.StartOfAsync(Books.Monday, default))!;
        var prices = new ClosingPrices(new Dictionary<Symbol, Price> { [Symbol.Parse("AIG")] = new(51m) }, []);
        var (close, lots) = DayCloser.Close(Books.Monday, start, fills, prices, day.Broker.Cash);
        await day.Days.SaveAsync(close, lots, default);
    }
}
