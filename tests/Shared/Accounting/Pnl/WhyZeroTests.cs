using NodaTime;
using Trading.Accounting;
using Trading.Accounting.Pnl;
using Trading.Tests.Shared.Reconciliation;

namespace Trading.Tests.Shared.Accounting.Pnl;

public sealed class WhyZeroTests
{
    private static readonly DaySummary Nothing = Fills.Summarize([]);
    private static readonly DayTrace Quiet = new(0, 0, 20, [], 0);

    [Fact]
    public void Each_reason_has_its_line()
    {
        Assert.Equal("2 orders were executed: what was won and lost adds up to nothing", WhyZero.Of(Fills.Summarize(Fills.Of("AIG", "b10@50 s10@50")), 0, Quiet, null));
        Assert.Equal("nothing was executed, and 1 position was held at cost", WhyZero.Of(Nothing, 1, Quiet, null));
        Assert.Equal("3 entry orders were sent, none filled", WhyZero.Of(Nothing, 0, Quiet with { Sent = 3 }, null));
        Assert.Equal("2 entry orders were sent, none accepted", WhyZero.Of(Nothing, 0, Quiet with { Sent = 2, Rejected = 2 }, null));
        Assert.Equal("dry run: 1 entry order was written to the dry-run ledger, none sent", WhyZero.Of(Nothing, 0, Quiet with { DryRun = 1 }, null));
        Assert.Equal("entries were shut: kill_switch: close_only", WhyZero.Of(Nothing, 0, Quiet, "kill_switch: close_only"));
        Assert.Equal("entries were shut: watchlist: no file", WhyZero.Of(Nothing, 0, Quiet with { Candidates = null }, "watchlist: no file"));
        Assert.Equal("no scan was done: there was no watchlist to buy from", WhyZero.Of(Nothing, 0, Quiet with { Candidates = null }, "outside_entry_hours"));
        Assert.Equal("nothing on the watchlist: the scan found no candidate", WhyZero.Of(Nothing, 0, Quiet with { Candidates = 0 }, null));
        Assert.Equal("20 candidates were on the watchlist, none of them confirmed", WhyZero.Of(Nothing, 0, Quiet, null));
    }

    [Fact]
    public async Task The_most_frequent_refusal_is_named_from_the_journal()
    {
        using var desk = new QualityDesk();
        await desk.Books.RunAsync();
        foreach (var code in new[] { "rate_limit", "cooldown", "cooldown" })
        {
            await desk.Books.Journal.AppendAsync("order-blocked", "chain", new { Code = code, Sentence = $"{code}: wait", Purpose = "Entry" }, default);
        }

        var day = await desk.Pnl.OnAsync(Books.Monday, again: false, default);
        Assert.Equal("every entry was blocked: 2 by cooldown, 1 by others (cooldown: wait)", day.Why);
    }

    [Fact]
    public async Task A_day_without_a_session_says_which()
    {
        using var desk = new QualityDesk();
        desk.Books.Clock.Now = Books.At(12, 0, days: -1);
        Assert.Equal("no session: weekend", (await desk.Pnl.OnAsync(Books.Monday.PlusDays(-1), again: false, default)).Why);
        Assert.Equal("no session: Thanksgiving Day", WhyZero.WithoutSession(new LocalDate(2013, 11, 28), Instant.FromUtc(2013, 11, 28, 15, 0)));
        Assert.Equal("the session has not begun", WhyZero.WithoutSession(Books.Monday, Books.At(9, 29)));
        Assert.Null(WhyZero.WithoutSession(Books.Monday, Books.At(9, 30)));
    }
}
