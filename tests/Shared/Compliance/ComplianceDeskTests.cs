using System.Text;
using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Compliance;
using Trading.Compliance.Calendar;
using Trading.Compliance.Conduct;
using Trading.Compliance.Restricted;
using Trading.Compliance.Transactions;
using Trading.Market;
using Trading.Orders;
using Trading.Storage;
using Trading.Tests.Shared.Accounting;
using Trading.Tests.Shared.Reconciliation;

namespace Trading.Tests.Shared.Compliance;

public sealed class ComplianceDeskTests : IDisposable
{
    private readonly QualityDesk desk = new();

    private Books Books => desk.Books;

    private ComplianceAlerts Alerts => new(Books.Store, "paper", Books.Journal, Books.Alerts, Books.Clock);

    private DeadlineBook Deadlines => new(Books.Store, "paper", Books.Journal, Books.Clock);

    private TransactionReport Report => new(Books.Broker, Books.Fills, Alerts, Books.Store, Books.Store, Books.Clock);

    private RestrictedList Restricted => new(Books.Store, "paper", Books.Journal, Books.Clock);

    private ComplianceStatusReader Status => new(Alerts, Restricted, Deadlines, Report, Books.Clock);

    private ConductWatch Watch => new(Books.Book, Books.Fills, Alerts, ConductThresholds.Standard, Books.Clock);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task Every_execution_of_the_day_is_in_the_report()
    {
        var close = await CloseAsync();
        await Report.RunAsync(close, "eod", default);
        var stored = (await ((IBlobs)Books.Store).ReadAsync("reports", "transactions/2013-10-07.csv", default))!;
        Assert.Equal(
            "execution_id,time_utc,time_new_york,symbol,side,quantity,price,fee,venue,client_order_id,broker_order_id,account,capacity,strategy\n"
            + "f1,2013-10-07T14:00:00Z,2013-10-07T10:00:00,AIG,buy,10,50,0.1,routed,20131007-swing-AIG-buy-1,b1,paper,own,swing\n"
            + "f2,2013-10-07T14:00:30Z,2013-10-07T10:00:30,AIG,sell,10,53,0.02,routed,20131007-swing-AIG-sell-1,b2,paper,own,swing\n",
            Encoding.UTF8.GetString(stored.Content.Span));
        var day = (await Report.OnAsync(Books.Monday, default))!;
        Assert.Equal((2, true, 0), (day.Executions, day.Complete, day.Missing.Count));
        Assert.Equal(["f1", "f2"], (await Report.LinesAsync(Books.Monday, default))!.Select(line => line.ExecutionId));
    }

    [Fact]
    public async Task An_execution_that_is_missing_is_an_alert_until_it_is_reported()
    {
        var close = await CloseAsync();
        Books.Broker.Execute("f9", "b1", OrderSide.Buy, 1, 50, Books.At(15, 59));
        await Report.RunAsync(close, "eod", default);
        Assert.Equal(["f9"], (await Report.OnAsync(Books.Monday, default))!.Missing);
        Assert.Equal(("unreported", "2013-10-07:unreported:f9"), ((await Alerts.ListAsync(default)).Single().Rule, (await Alerts.ListAsync(default)).Single().Id));
        Assert.Equal("breach", (await Status.ReadAsync(default)).Overall);
        Assert.Contains(Books.Notifier.Told, alert => alert.Code == "compliance-unreported");
        await Books.Reconciler.BackfillAsync(Books.Monday, "backfill", default);
        await Report.RunAsync(close, "eod", default);
        Assert.True((await Report.OnAsync(Books.Monday, default))!.Complete);
    }

    [Fact]
    [Trait("Bug", "C4.24")]
    public async Task A_broker_that_cannot_be_asked_does_not_make_a_report_complete()
    {
        var close = await CloseAsync();
        Books.Broker.Dead.Add("fills");
        await Assert.ThrowsAsync<BrokerException>(async () => await Report.RunAsync(close, "eod", default));
        Assert.Null(await Report.OnAsync(Books.Monday, default));
    }

    [Fact]
    public async Task A_finding_is_kept_once_however_often_it_is_found()
    {
        var close = await CloseAsync();
        await Watch.RunAsync(close, "eod", default);
        await Watch.RunAsync(close, "eod", default);
        var alert = Assert.Single(await Alerts.ListAsync(default));
        Assert.Equal(("wash_trade", ReviewState.Open, 2), (alert.Rule, alert.State, alert.Orders.Count));
        Assert.Single(await Books.EventsAsync("compliance-finding"));
        Assert.Equal("attention", (await Status.ReadAsync(default)).Overall);
    }

    [Fact]
    public async Task While_the_session_lasts_the_checks_run_every_five_minutes()
    {
        await desk.BuyAsync();
        var watch = Watch;
        Assert.Empty(await watch.ReadAsync(default));
        await SellAsync();
        Books.Clock.Now += Duration.FromMinutes(4);
        await watch.ReadAsync(default);
        Assert.Empty(await Alerts.ListAsync(default));
        Books.Clock.Now += Duration.FromMinutes(1);
        await watch.ReadAsync(default);
        Assert.Single(await Alerts.ListAsync(default));
    }

    [Fact]
    public async Task A_review_is_written_down_and_a_closed_alert_changes_no_more()
    {
        await Alerts.KeepAsync(new Finding(Books.Monday, "wash_trade", Symbol.Parse("AIG"), ["b", "s"], "facts"), default);
        const string Id = "2013-10-07:wash_trade:b:s";
        Assert.Equal(ReviewState.Escalated, (await Alerts.ReviewAsync(Id, ReviewState.Escalated, "ann", "to the officer", default)).Alert!.State);
        var closed = await Alerts.ReviewAsync(Id, ReviewState.Closed, "bob", "a stop was reached", default);
        Assert.Equal([("ann", "to the officer"), ("bob", "a stop was reached")], closed.Alert!.Steps.Select(step => (step.By, step.Reason)));
        Assert.Equal("closed", (await Alerts.ReviewAsync(Id, ReviewState.Reviewed, "ann", "again", default)).Refusal);
        Assert.Equal("unknown", (await Alerts.ReviewAsync("2013-10-07:none", ReviewState.Closed, "ann", "again", default)).Refusal);
        Assert.Equal("unknown", (await Alerts.ReviewAsync("../../kill switch", ReviewState.Closed, "ann", "again", default)).Refusal);
        Assert.Equal(2, (await Books.EventsAsync("compliance-reviewed")).Count);
        Assert.Equal("ok", (await Status.ReadAsync(default)).Overall);
    }

    [Theory]
    [InlineData(Recurrence.Monthly, "2013-11-30", "2013-12-31")]
    [InlineData(Recurrence.Quarterly, "2014-01-31", "2014-04-30")]
    [InlineData(Recurrence.Weekly, "2013-11-07", "2013-11-14")]
    [InlineData(Recurrence.Yearly, "2014-10-31", "2015-10-31")]
    public async Task A_deadline_that_comes_back_keeps_its_day(Recurrence every, string second, string third)
    {
        var added = await Deadlines.AddAsync("report positions", new LocalDate(2013, 10, 31), every, "ann", default);
        Assert.Equal(second, $"{(await Deadlines.MeetAsync(added.Id, "sent", "bob", default)).Deadline!.Due:uuuu'-'MM'-'dd}");
        Assert.Equal(third, $"{(await Deadlines.MeetAsync(added.Id, "sent", "bob", default)).Deadline!.Due:uuuu'-'MM'-'dd}");
    }

    [Fact]
    public async Task A_deadline_is_overdue_the_day_after_and_met_once()
    {
        var added = await Deadlines.AddAsync("file the form", Books.Monday, Recurrence.Never, "ann", default);
        Assert.Equal(0, await Deadlines.OverdueAsync(default));
        Books.Clock.Now = Books.At(0, 1, days: 1);
        Assert.Equal(1, await Deadlines.OverdueAsync(default));
        Assert.Equal(("breach", 1), ((await Status.ReadAsync(default)).Overall, (await Status.ReadAsync(default)).Overdue));
        var (met, isNew) = await Deadlines.MeetAsync(added.Id, "filed", "bob", default);
        Assert.Equal((true, null, "bob"), (isNew, met!.Due, met.LastMet!.By));
        Assert.False((await Deadlines.MeetAsync(added.Id, "filed", "bob", default)).IsNew);
        Assert.Equal((null, false), await Deadlines.MeetAsync("deadline-9", "filed", "bob", default));
        Assert.Equal("ok", (await Status.ReadAsync(default)).Overall);
        Assert.Equal("deadline-2", (await Deadlines.AddAsync("another", Books.Monday, Recurrence.Never, "ann", default)).Id);
    }

    [Fact]
    public async Task A_report_that_was_not_written_is_missed()
    {
        await Report.RunAsync(await CloseAsync(), "eod", default);
        Books.Clock.Now = Books.At(19, 59, days: 1);
        Assert.Equal("ok", (await Status.ReadAsync(default)).Overall);
        Books.Clock.Now = Books.At(20, 0, days: 1);
        Assert.Equal(["the last transaction report is of 2013-10-07; that of 2013-10-08 is missing"], (await Status.ReadAsync(default)).Reasons);
    }

    [Fact]
    public async Task The_summary_says_what_a_person_must_know()
    {
        var close = await CloseAsync();
        await Restricted.AddAsync(Symbol.Parse("IBM"), "we know something", null, "ann", default);
        await Watch.RunAsync(close, "eod", default);
        await Report.RunAsync(close, "eod", default);
        var summary = new ComplianceSummary(Status, Alerts, Restricted, Report, Books.Store);
        await summary.RunAsync(close, "eod", default);
        Assert.Equal(
            """
            # Compliance 2013-10-07: attention

            | | |
            |---|---|
            | Transaction report | complete, 2 executions |
            | Findings of the day | 1 |
            | Alerts open, escalated | 1, 0 |
            | Deadlines overdue | 0 |
            | Restricted | IBM |

            ## Why

            - 1 alerts are open, 0 escalated

            ## Findings

            - wash_trade (Open): 20131007-swing-AIG-buy-1 (Buy 10 at 50.00, 10:00:00) and 20131007-swing-AIG-sell-1 (Sell 10 at 53.00) are 30 s apart

            """.ReplaceLineEndings("\n"),
            await summary.OnAsync(Books.Monday, default));
    }

    // Bought and sold within half a minute; the books of Monday are closed.
    private async Task<DayClose> CloseAsync()
    {
        await desk.BuyAsync();
        await SellAsync();
        Books.Clock.Now = Books.At(16, 30);
        return await desk.Keeper.CloseThroughAsync(Books.Monday, "eod", default);
    }

    private async Task SellAsync()
    {
        Books.Clock.Now += Duration.FromSeconds(30);
        await desk.SellAsync(53m, "time is up");
    }
}
