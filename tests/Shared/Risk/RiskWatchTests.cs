using NodaTime;
using Trading.Accounting;
using Trading.Brokers;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Risk.Drawdowns;
using Trading.Tests.Shared.Orders;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Risk;

public sealed class RiskWatchTests : IDisposable
{
    private static readonly LocalDate Tuesday = new(2013, 10, 8);
    private static readonly Caller Ann = new("ann", Role.Operator, "laptop");
    private static readonly Caller Bob = new("bob", Role.Approver, "phone");
    private readonly Desk desk = new();
    private readonly RiskParts risk;

    public RiskWatchTests() =>
        risk = new RiskParts(desk.Store, "paper", desk.Kill, desk.LimitsBook, new FakeMarket(desk.Clock), desk.Journal, desk.Clock);

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task The_vectors_of_a_five_percent_loss()
    {
        await SeeAsync(100m);
        await SeeAsync(95.1m);
        Assert.Equal(KillMode.Off, (await KillAsync()).Mode);
        await SeeAsync(95.0m);
        Assert.Equal((KillMode.CloseOnly, "daily_loss"), ((await KillAsync()).Mode, (await KillAsync()).Source));

        // A recovery clears nothing, and neither does the next day.
        await SeeAsync(100m);
        desk.Clock.Now = NewYork.At(Tuesday, new LocalTime(10, 0));
        await SeeAsync(100m);
        Assert.Equal(KillMode.CloseOnly, (await KillAsync()).Mode);
        Assert.Single(await desk.KindsAsync(), kind => kind == "kill-escalated");
    }

    [Fact]
    public async Task A_loss_over_night_is_a_loss_of_the_day()
    {
        await CloseAsync(Desk.Date, 100_000m);
        desk.Clock.Now = NewYork.At(Tuesday, new LocalTime(9, 31));
        var marks = await SeeAsync(94_000m);
        Assert.Equal((100_000m, "close 2013-10-07", 100_000m), (marks.Opening, marks.OpeningFrom, marks.DayPeak));
        Assert.Equal("daily_loss", (await KillAsync()).Source);
    }

    [Fact]
    public async Task Without_the_close_of_the_session_before_the_day_begins_at_its_first_reading()
    {
        await CloseAsync(new LocalDate(2013, 10, 3), 50_000m);
        Assert.Equal((100_000m, "first reading"), (await SeeAsync(100_000m) is var marks ? (marks.Opening, marks.OpeningFrom) : default));
    }

    [Fact]
    [Trait("Bug", "C5.39")]
    public async Task A_slow_loss_takes_close_only_from_the_all_time_peak()
    {
        var (equity, date) = (100_000m, Desk.Date);
        for (var day = 0; day < 23; day++, equity *= 0.99m, date = ExchangeCalendar.Nyse.Next(date).Date)
        {
            desk.Clock.Now = NewYork.At(date, new LocalTime(12, 0));
            await SeeAsync(equity);
            Assert.Equal(KillMode.Off, (await KillAsync()).Mode);
        }

        desk.Clock.Now = NewYork.At(date, new LocalTime(12, 0));
        await SeeAsync(equity);
        Assert.Equal((KillMode.CloseOnly, "drawdown"), ((await KillAsync()).Mode, (await KillAsync()).Source));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task Equity_at_or_under_zero_is_no_reading(int equity)
    {
        await SeeAsync(100m);
        Assert.Null(await risk.Watch.LookAsync(new BrokerAccount(equity, 0m, 0m), default));
        Assert.Null(await risk.Watch.LookAsync(null, default));
        Assert.Equal((KillMode.Off, 100m), ((await KillAsync()).Mode, (await risk.Marks.ReadAsync(default))!.DayPeak));
    }

    [Fact]
    public async Task Marks_outlive_the_process_and_are_written_only_when_one_moves()
    {
        await SeeAsync(100m);
        await SeeAsync(104m);
        var before = desk.Store.Writes;
        await SeeAsync(103m);
        await SeeAsync(104m);
        Assert.Equal(before, desk.Store.Writes);
        var next = new RiskParts(desk.Store, "paper", desk.Kill, desk.LimitsBook, new FakeMarket(desk.Clock), desk.Journal, desk.Clock);
        var marks = (await next.Watch.LookAsync(new BrokerAccount(101m, 0m, 0m), default))!;
        Assert.Equal((100m, 104m, 104m), (marks.Opening, marks.DayPeak, marks.AllTimePeak));
    }

    [Theory]
    [InlineData(12, 8, 0, "2013-10-11")]
    [InlineData(14, 0, 1, "2013-10-14")]
    [InlineData(11, 23, 59, "2013-10-11")]
    public async Task A_weekend_belongs_to_its_friday(int day, int hour, int minute, string expected)
    {
        desk.Clock.Now = NewYork.At(new LocalDate(2013, 10, day), new LocalTime(hour, minute));
        Assert.Equal(expected, (await SeeAsync(100m)).Date.ToString("uuuu-MM-dd", null));
    }

    [Fact]
    public async Task Two_people_reset_the_marks()
    {
        await SeeAsync(100m);
        await SeeAsync(95m);
        var request = (await risk.Reset.RequestAsync(Ann, "withdrawal", default)).Request!;
        Assert.Equal("wrong_role", (await risk.Reset.ApproveAsync(request.Id, Ann, 95m, default)).Refusal);
        Assert.Null((await risk.Reset.ApproveAsync(request.Id, Bob, 95m, default)).Refusal);

        var marks = (await risk.Marks.ReadAsync(default))!;
        Assert.Equal((95m, 95m, 95m, "reset", 1), (marks.Opening, marks.DayPeak, marks.AllTimePeak, marks.OpeningFrom, marks.Resets));
        Assert.Contains("risk-reset", await desk.KindsAsync());
        Assert.Equal("used", (await risk.Reset.ApproveAsync(request.Id, Bob, 95m, default)).Refusal);
        Assert.Equal(KillMode.CloseOnly, (await KillAsync()).Mode);
    }

    [Fact]
    public async Task Before_the_first_reading_there_is_nothing_to_reset() =>
        Assert.Equal("no_marks", (await risk.Reset.RequestAsync(Ann, "why", default)).Refusal);

    [Fact]
    public async Task While_a_limit_of_loss_is_reached_the_kill_switch_is_not_released()
    {
        var ask = new LossesAsk(desk.Broker, risk.Marks, desk.LimitsBook, ExchangeCalendar.Nyse, desk.Clock);
        Assert.Null(await ask.WhyStillAsync(default));
        await SeeAsync(100_000m);
        desk.Broker.Money = new BrokerAccount(95_000m, 0m, 0m);
        Assert.StartsWith("daily_loss: Daily loss limit: $5000.00", await ask.WhyStillAsync(default), StringComparison.Ordinal);

        // The next day the loss of the day before is over; the fall from the all-time peak is not.
        desk.Clock.Now = NewYork.At(Tuesday, new LocalTime(10, 0));
        Assert.Null(await ask.WhyStillAsync(default));
        desk.Broker.Money = new BrokerAccount(80_000m, 0m, 0m);
        Assert.StartsWith("drawdown: ", await ask.WhyStillAsync(default), StringComparison.Ordinal);
        desk.Broker.DeadReads.Add("account");
        Assert.StartsWith("whether a limit of loss is still reached is not known", await ask.WhyStillAsync(default), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_is_void_when_a_mark_has_moved_since()
    {
        await SeeAsync(100m);
        var request = (await risk.Reset.RequestAsync(Ann, "why", default)).Request!;
        await SeeAsync(101m);
        Assert.Equal("newer_activation", (await risk.Reset.ApproveAsync(request.Id, Bob, 101m, default)).Refusal);
        Assert.Equal(0, (await risk.Marks.ReadAsync(default))!.Resets);
    }

    [Fact]
    public async Task One_person_cannot_do_both()
    {
        await SeeAsync(100m);
        var request = (await risk.Reset.RequestAsync(Bob, "why", default)).Request!;
        Assert.Equal("same_person", (await risk.Reset.ApproveAsync(request.Id, Bob with { Name = "BOB" }, 100m, default)).Refusal);
    }

    [Fact]
    public async Task A_reset_that_counts_later_waits_and_is_dropped_when_a_mark_moves()
    {
        var now = await SeeAsync(100m);
        await PendAsync(now);
        desk.Clock.Advance(Duration.FromMinutes(14));
        Assert.Equal(0, (await SeeAsync(99m)).Resets);
        desk.Clock.Advance(Duration.FromMinutes(1));
        Assert.Equal((1, 99m), (await SeeAsync(99m) is var done ? (done.Resets, done.AllTimePeak) : default));

        await PendAsync((await risk.Marks.ReadAsync(default))!);
        var dropped = await SeeAsync(102m);
        Assert.Equal((1, null), (dropped.Resets, dropped.Pending));
        Assert.Contains("risk-reset-void", await desk.KindsAsync());
    }

    private async Task PendAsync(EquityMarks marks) => Assert.NotNull(await risk.Marks.ChangeAsync(
        before => before with { Pending = new PendingReset("REQ-1", marks.Binding, "bob", desk.Clock.Now + Duration.FromMinutes(15)) }, default));

    private async Task<EquityMarks> SeeAsync(decimal equity) => (await risk.Watch.LookAsync(new BrokerAccount(equity, equity, equity), default))!;

    private async Task<KillState> KillAsync() => await desk.Kill.ReadAsync(default);

    private async Task CloseAsync(LocalDate date, decimal cash)
    {
        var start = DayStart.Of(new OpeningBalance(desk.Clock.Now, date, cash, [], new Dictionary<Trading.Market.Symbol, decimal>()));
        var (close, lots) = DayCloser.Close(date, start, [], new ClosingPrices(new Dictionary<Trading.Market.Symbol, Trading.Market.Price>(), []), null);
        await risk.Days.SaveAsync(close, lots, default);
    }
}
