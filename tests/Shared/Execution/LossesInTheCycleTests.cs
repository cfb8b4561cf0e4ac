using NodaTime;
using Trading.Brokers;
using Trading.Control;
using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Execution;

public sealed class LossesInTheCycleTests
{
    [Fact]
    public async Task A_daily_loss_takes_close_only_and_takes_back_entries_in_the_same_cycle()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.RunAsync();
        Assert.Equal(2, desk.Book.OpenBuys.Length);
        desk.Broker.Money = new BrokerAccount(95_000m, 95_000m, 95_000m);

        var report = await desk.RunAtAsync(10, 31);

        Assert.StartsWith("daily_loss: Daily loss limit: $5000.00", report.EntriesShut, StringComparison.Ordinal);
        Assert.Equal(2, report.Actions.Count(action => action.What == "cancel"));
        Assert.Equal((KillMode.CloseOnly, "daily_loss"), await KillAsync(desk));
    }

    [Fact]
    public async Task Exits_go_on_after_a_daily_loss()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        desk.Broker.Money = new BrokerAccount(90_000m, 90_000m, 90_000m);
        await desk.RunAtAsync(10, 45);

        var report = await desk.RunAtAsync(15, 40, new LocalDate(2013, 10, 11));

        Assert.Equal(2, report.Submitted);
        Assert.Equal(KillMode.CloseOnly, (await KillAsync(desk)).Mode);
    }

    [Theory]
    [InlineData(98_000, 12)]
    [InlineData(96_000, 6)]
    public async Task A_drawdown_of_the_day_makes_entries_smaller(int equity, int shares)
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.Risk.Marks.SeeAsync(100_000m, default);
        desk.Broker.Money = new BrokerAccount(equity, equity, equity);

        await desk.RunAsync();

        // 2.04 % from the level: 2 % of equity x 0.66, then a half and a quarter of that, at 50.05.
        Assert.Equal(shares, desk.Book.OpenBuys.Sum(order => order.Quantity.Value));
    }

    [Fact]
    public async Task From_eight_percent_there_are_no_entries_and_no_kill()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.Risk.Marks.SeeAsync(100_000m, default);
        await desk.Risk.Marks.SeeAsync(110_000m, default);
        desk.Broker.Money = new BrokerAccount(101_200m, 101_200m, 101_200m);

        var report = await desk.RunAsync();

        Assert.StartsWith("day_drawdown: equity $101200.00 is 8.00%", report.EntriesShut, StringComparison.Ordinal);
        Assert.Equal((0, KillMode.Off), (report.Submitted, (await KillAsync(desk)).Mode));
    }

    [Fact]
    [Trait("Bug", "C4.28")]
    public async Task Marks_that_cannot_be_read_shut_entries_and_let_exits_go_on()
    {
        using var desk = await CycleDesk.OpenAsync();
        await desk.HoldAsync();
        desk.Desk.Store.Fails = key => key.StartsWith("risk/", StringComparison.Ordinal);

        var report = await desk.RunAtAsync(15, 40, new LocalDate(2013, 10, 11));

        Assert.Equal(2, report.Submitted);
        Assert.Contains(report.Faults, fault => fault.StartsWith("the marks of equity could not be read", StringComparison.Ordinal));
        var morning = await desk.RunAtAsync(10, 30, new LocalDate(2013, 10, 14));
        Assert.StartsWith("losses_unknown", morning.EntriesShut, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_candidate_without_a_history_is_not_entered()
    {
        using var desk = await CycleDesk.OpenAsync();
        desk.Market.Daily[Desk.Aig] = Support.CalmBars.Before(Desk.Aig, Desk.Date, sessions: 60);

        var report = await desk.RunAsync();

        Assert.Equal(["var_unknown"], report.Blocks.Keys);
    }

    private static async Task<(KillMode Mode, string Source)> KillAsync(CycleDesk desk)
    {
        var state = await desk.Desk.Kill.ReadAsync(default);
        return (state.Mode, state.Source);
    }
}
