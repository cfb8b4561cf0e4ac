using NodaTime;
using Trading.Control;
using Trading.Embedded.Broker;
using Trading.Embedded.Rehearsal;
using Trading.Journal;
using Trading.Operations.Inquiry.Audits;
using Trading.Operations.Invariants;
using Trading.Time;

namespace Trading.Tests.Shared.Operations.Inquiry;

[Collection(RehearsedDays.Name)]
public sealed class AuditTests : IDisposable
{
    private readonly LeftBehind desk;
    private readonly SimulatedBroker broker;
    private readonly DayFactsReader facts;

    public AuditTests(RehearsedDays rehearsed)
    {
        desk = rehearsed.Copy();
        var (bars, _) = MarketFactory.Open(new DeskTerms(MarketFactory.Synthetic, 1, 100_000m), LeftBehind.First, LeftBehind.Second);
        broker = new SimulatedBroker(bars, desk.Store, desk.Clock, ExchangeCalendar.Nyse, new SimulatedBrokerOptions { StartingCash = 100_000m });
        facts = new DayFactsReader(
            broker,
            desk.Book,
            desk.Fills,
            desk.Days,
            desk.Journal,
            new JournalCheck(desk.Store, new JournalAnchors(desk.Store)),
            new RunLedger(desk.Store, desk.Clock),
            desk.Alerts,
            desk.Limits);
    }

    public void Dispose()
    {
        broker.Dispose();
        desk.Dispose();
    }

    [Fact]
    public async Task A_day_that_went_well_holds_every_invariant()
    {
        var report = await new AuditReader(facts, desk.Clock).RunAsync(default);

        Assert.Equal(("PASS", LeftBehind.Second), (report.Status, report.Date));
        Assert.Equal(DayInvariants.Names, report.Invariants.Select(line => line.Name));
        Assert.All(report.Invariants, line => Assert.True(line.Held, line.Fact));
    }

    [Fact]
    public async Task An_execution_that_was_lost_fails_with_the_fact_against_it()
    {
        var lost = (await desk.Fills.StoredOnAsync(LeftBehind.Second, default))[0];
        await desk.Store.DeleteAsync("fills", $"{LeftBehind.Account}:2026-03-06", lost.Id, default);

        var report = await new AuditReader(facts, desk.Clock).RunAsync(default);

        Assert.Equal("FAIL", report.Status);
        Assert.Contains(report.Invariants, line => line is { Name: "every-fill-booked", Held: false } && line.Fact!.Contains(lost.Id, StringComparison.Ordinal));
        Assert.All(report.Invariants.Where(line => line.Held == true), line => Assert.Null(line.Fact));
    }

    [Fact]
    public async Task Profit_waits_for_the_close_of_the_books_and_a_kill_of_the_day_is_not_forgotten_on_the_next()
    {
        desk.Clock.Now = NewYork.At(LeftBehind.Second.PlusDays(3), new LocalTime(9, 0));
        var before = await new AuditReader(facts, desk.Clock).RunAsync(default);
        Assert.Equal((null, "the books of the day are not closed yet"), before.Invariants.Where(line => line.Name == "pnl-identity").Select(line => (line.Held, line.Fact)).Single());

        await desk.Kill.EscalateAsync(KillMode.CloseOnly, "http", "ann", "a test", default);
        desk.Clock.Now = NewYork.At(LeftBehind.Second.PlusDays(4), new LocalTime(9, 0));

        Assert.Equal(KillMode.CloseOnly, (await facts.ReadAsync(LeftBehind.Second.PlusDays(4), default)).Before.Kill);
    }
}
