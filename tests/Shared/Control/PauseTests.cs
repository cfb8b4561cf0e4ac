using Trading.Control;
using Trading.Control.Pauses;
using Trading.Orders;
using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Control;

/// <summary>What operators hold back does not pass the door; exits do.</summary>
public sealed class PauseTests
{
    [Theory]
    [InlineData(PauseKind.Strategy, "swing")]
    [InlineData(PauseKind.Symbol, "AIG")]
    public async Task A_paused_strategy_or_symbol_is_not_entered_until_it_is_resumed(PauseKind kind, string name)
    {
        using var desk = await Desk.OpenAsync();
        var pauses = BookOf(desk);
        await pauses.PauseAsync(kind, name, "anna", "odd prints", default);

        var refused = await desk.EnterAsync(Desk.Entry());
        await pauses.ResumeAsync(kind, name, "anna", "looked at", default);
        var sent = await desk.EnterAsync(Desk.Entry());

        Assert.Equal(("paused", $"paused: {name} is paused by anna: odd prints"), (refused.Code, refused.Sentence));
        Assert.Equal(GatewayOutcome.Sent, sent.Outcome);
        Assert.Equal(["entries-paused", "entries-resumed"], (await desk.KindsAsync()).Where(told => told.StartsWith("entries-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Others_are_entered_while_one_symbol_is_paused()
    {
        using var desk = await Desk.OpenAsync();
        await BookOf(desk).PauseAsync(PauseKind.Symbol, "IBM", "anna", "news", default);

        Assert.Equal(GatewayOutcome.Sent, (await desk.EnterAsync(Desk.Entry())).Outcome);
    }

    [Theory]
    [InlineData(LoopMode.Paused, "paused: all entries are paused by anna: lunch")]
    [InlineData(LoopMode.Stopped, "paused: all entries are stopped by anna: lunch")]
    public async Task No_entry_passes_once_the_loop_was_paused_or_stopped_even_in_a_cycle_that_had_begun(LoopMode mode, string sentence)
    {
        using var desk = await Desk.OpenAsync();
        await new LoopSwitch(desk.Store, desk.Journal, desk.Clock).SetAsync(mode, "anna", "lunch", default);

        Assert.Equal(sentence, (await desk.EnterAsync(Desk.Entry())).Sentence);
        Assert.Equal(0, desk.Broker.Count("submit"));
    }

    [Fact]
    [Trait("Bug", "C4.32")]
    public async Task Exits_go_on_while_everything_is_paused()
    {
        using var desk = await Desk.OpenAsync();
        var entry = await desk.EnterAsync(Desk.Entry(shares: 1));
        await desk.FillAsync(entry, 50m);
        await desk.Broker.CancelAsync(desk.Broker.Leg(entry.Orders[0].Id, BracketLeg.StopLoss).Id, default);
        await desk.SyncAsync();
        await BookOf(desk).PauseAsync(PauseKind.Strategy, "swing", "anna", "test", default);
        await BookOf(desk).PauseAsync(PauseKind.Symbol, "AIG", "anna", "test", default);
        await new LoopSwitch(desk.Store, desk.Journal, desk.Clock).SetAsync(LoopMode.Stopped, "anna", "test", default);

        var sold = await desk.Gateway.SubmitAsync(Desk.Sell(1, entry.Orders[0].Id), await desk.SnapshotAsync(), default);

        Assert.Equal(GatewayOutcome.Sent, sold.Outcome);
    }

    [Fact]
    [Trait("Bug", "C4.26")]
    public async Task Pauses_that_cannot_be_read_hold_everything_back()
    {
        using var desk = await Desk.OpenAsync();
        desk.Store.Fails = key => key.StartsWith("pauses/", StringComparison.Ordinal);

        var refused = await desk.EnterAsync(Desk.Entry());

        Assert.Equal((GatewayOutcome.Blocked, "pauses_unreadable"), (refused.Outcome, refused.Code));
    }

    [Fact]
    public async Task A_second_pause_leaves_the_first_as_it_was_and_a_pause_outlives_a_restart()
    {
        using var desk = await Desk.OpenAsync();
        await BookOf(desk).PauseAsync(PauseKind.Symbol, "AIG", "anna", "first", default);
        var (there, isNew) = await BookOf(desk).PauseAsync(PauseKind.Symbol, "AIG", "ben", "second", default);

        Assert.Equal(("anna", "first", false), (there.Who, there.Why, isNew));
        using var next = await desk.RestartAsync();
        Assert.Equal("first", Assert.Single((await BookOf(next).ReadAsync(default)).All).Why);
        Assert.False(await BookOf(next).ResumeAsync(PauseKind.Strategy, "AIG", "ben", "not that", default));
    }

    private static PauseBook BookOf(Desk desk) => new(desk.Store, desk.Broker.Account, new LoopSwitch(desk.Store, desk.Journal, desk.Clock), desk.Journal, desk.Clock);
}
