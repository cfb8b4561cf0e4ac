using NodaTime;
using Trading.Control.Operators;
using Trading.Control.TwoPersons;
using Trading.Risk;
using static Trading.Tests.Shared.Risk.Limits.LimitWorld;

namespace Trading.Tests.Shared.Risk.Limits;

/// <summary>Raising by two, history and going back.</summary>
public sealed class LimitDeskTests
{
    [Fact]
    public async Task A_raise_waits_for_a_second_person_and_then_is_exactly_what_was_asked()
    {
        using var world = new LimitWorld();
        var asked = await world.SetAsync(Ann, ("total_exposure", 80_000m), ("positions", 4m));
        Assert.Equal((null, "ann"), (asked.Refusal, asked.Request?.RequestedBy));
        Assert.Equal(RiskLimits.Paper with { Positions = 4 }, await world.NowAsync());
        var approved = await world.Desk.ApproveAsync(asked.Request!.Id, Bob, default);
        Assert.Null(approved.Refusal);
        Assert.Equal(RiskLimits.Paper with { Positions = 4, TotalExposure = 80_000m }, await world.NowAsync());
        Assert.Equal(("ann", "bob", "http"), (approved.State.Change.Who, approved.State.Change.ApprovedBy, approved.State.Change.Source));
        Assert.Null(await world.PendingAsync());
        Assert.Equal("limits changed by ann and bob (http): total_exposure from 50000 to 80000", (await world.AlertsAsync("limits-changed"))[^1].Sentence);
        Assert.Empty(await world.EventsAsync("limits-raise-void"));
    }

    [Fact]
    public async Task The_same_person_a_mere_operator_a_late_one_and_a_repeat_are_refused()
    {
        using var world = new LimitWorld();
        var asked = await world.SetAsync(Bob, ("total_exposure", 80_000m));
        Assert.Equal("same_person", (await world.Desk.ApproveAsync(asked.Request!.Id, Bob with { Credential = "phone" }, default)).Refusal);
        Assert.Equal("wrong_role", (await world.Desk.ApproveAsync(null, Ann, default)).Refusal);
        Assert.Equal("unknown_request", (await world.Desk.ApproveAsync("REQ-99", Cat, default)).Refusal);
        world.Clock.Advance(TwoPersonRule.Patience);
        Assert.Equal("expired", (await world.Desk.ApproveAsync(asked.Request.Id, Cat, default)).Refusal);
        Assert.Equal(RiskLimits.Paper, await world.NowAsync());

        var again = await world.SetAsync(Bob, ("total_exposure", 80_000m));
        Assert.NotEqual(asked.Request.Id, again.Request!.Id);
        Assert.Null((await world.Desk.ApproveAsync(again.Request.Id, Cat, default)).Refusal);
        Assert.Equal("used", (await world.Desk.ApproveAsync(again.Request.Id, Cat, default)).Refusal);
        Assert.Equal("nothing_pending", (await world.Desk.ApproveAsync(null, Cat, default)).Refusal);
        Assert.Equal(80_000m, (await world.NowAsync()).TotalExposure);
    }

    [Fact]
    public async Task A_raise_of_the_file_takes_two_people_as_well()
    {
        using var world = new LimitWorld();
        await world.WriteAsync("{\"leverage\": 3}");
        await world.NowAsync();
        var adopted = await world.Desk.ApproveAsync(null, Cat, default);
        Assert.Equal((null, "cat"), (adopted.Refusal, adopted.Request?.RequestedBy));
        Assert.Equal(2m, (await world.NowAsync()).Leverage);
        Assert.Equal("same_person", (await world.Desk.ApproveAsync(null, Cat, default)).Refusal);
        Assert.Null((await world.Desk.ApproveAsync(null, Bob, default)).Refusal);
        Assert.Equal(3m, (await world.NowAsync()).Leverage);
        Assert.Equal("file", (await world.Desk.HistoryAsync(default))[^1].Source);
    }

    [Fact]
    public async Task A_raise_that_another_has_overtaken_is_void()
    {
        using var world = new LimitWorld();
        var first = await world.SetAsync(Ann, ("leverage", 3m));
        var second = await world.SetAsync(Ann, ("leverage", 4m));
        Assert.Equal("newer_activation", (await world.Desk.ApproveAsync(first.Request!.Id, Bob, default)).Refusal);
        await world.WriteAsync("{\"leverage\": 1.5}");
        Assert.Equal("newer_activation", (await world.Desk.ApproveAsync(second.Request!.Id, Bob, default)).Refusal);
        Assert.Equal(1.5m, (await world.NowAsync()).Leverage);
        Assert.Equal(2, (await world.EventsAsync("limits-raise-void")).Count);
    }

    [Fact]
    public async Task A_tightening_counts_at_once_while_a_raise_waits()
    {
        using var world = new LimitWorld();
        var asked = await world.SetAsync(Ann, ("leverage", 3m));
        await world.SetAsync(Ann, ("positions", 2m));
        await world.WriteAsync("{\"open_orders\": 4}");
        Assert.Equal(RiskLimits.Paper with { Positions = 2, OpenOrders = 4 }, await world.NowAsync());
        Assert.Null((await world.Desk.ApproveAsync(asked.Request!.Id, Bob, default)).Refusal);
        Assert.Equal(RiskLimits.Paper with { Positions = 2, OpenOrders = 4, Leverage = 3m }, await world.NowAsync());
    }

    [Fact]
    public async Task At_a_desk_of_one_the_raise_counts_fifteen_minutes_after_the_second_credential()
    {
        using var world = new LimitWorld();
        var phone = Bob with { Credential = "phone" };
        await world.AddOperatorAsync(Bob);
        await world.AddOperatorAsync(phone);
        var asked = await world.SetAsync(Bob, ("leverage", 3m));
        Assert.Equal("same_person", (await world.Desk.ApproveAsync(asked.Request!.Id, Bob, default)).Refusal);
        Assert.Null((await world.Desk.ApproveAsync(asked.Request.Id, phone, default)).Refusal);
        world.Clock.Advance(TwoPersonRule.Patience - Duration.FromSeconds(1));
        Assert.Equal(2m, (await world.NowAsync()).Leverage);
        world.Clock.Advance(Duration.FromSeconds(1));
        Assert.Equal(3m, (await world.NowAsync()).Leverage);
    }

    [Fact]
    public async Task A_file_that_changes_while_a_desk_of_one_waits_is_what_counts()
    {
        using var world = new LimitWorld();
        var phone = Bob with { Credential = "phone" };
        await world.AddOperatorAsync(Bob);
        await world.AddOperatorAsync(phone);
        var asked = await world.SetAsync(Bob, ("leverage", 3m));
        await world.Desk.ApproveAsync(asked.Request!.Id, phone, default);
        await world.WriteAsync("{\"leverage\": 1}");
        world.Clock.Advance(TwoPersonRule.Patience);
        Assert.Equal(1m, (await world.NowAsync()).Leverage);
    }

    [Fact]
    [Trait("Bug", "C4.36")]
    public async Task Going_back_lowers_at_once_and_raises_by_two()
    {
        using var world = new LimitWorld();
        await world.SetAsync(Ann, ("total_exposure", 10_000m));
        await world.SetAsync(Ann, ("leverage", 1m));
        Assert.Equal("unknown_change", (await world.Desk.RollBackAsync(9, Ann, "test", default)).Refusal);
        var back = await world.Desk.RollBackAsync(1, Ann, "test", default);
        Assert.Equal(RiskLimits.Paper with { TotalExposure = 10_000m, Leverage = 1m }, await world.NowAsync());
        Assert.Equal("rollback", (await world.PendingAsync())!.Source);
        await world.Desk.ApproveAsync(back.Request!.Id, Cat, default);
        Assert.Equal(RiskLimits.Paper, await world.NowAsync());

        await world.Desk.RollBackAsync(2, Ann, "test", default);
        Assert.Equal(RiskLimits.Paper with { TotalExposure = 10_000m }, await world.NowAsync());
        Assert.Equal("back to change 2: test", (await world.Book.StateAsync(default)).Change.Why);
    }

    [Fact]
    public async Task The_history_is_numbered_and_two_changes_can_be_compared()
    {
        using var world = new LimitWorld();
        await world.SetAsync(Ann, ("total_exposure", 10_000m));
        world.Clock.Advance(Duration.FromMinutes(5));
        await world.SetAsync(Bob, ("leverage", 1m));
        var history = await world.Desk.HistoryAsync(default);
        Assert.Equal([(1, "desk", "default"), (2, "ann", "http"), (3, "bob", "http")], history.Select(change => (change.Number, change.Who, change.Source)));
        Assert.Equal(Duration.FromMinutes(5), history[2].At - history[1].At);
        Assert.Equal([("total_exposure", 50_000m, 10_000m), ("leverage", 2m, 1m)], (await world.Desk.DifferenceAsync(1, 3, default))!.Select(move => (move.Key, move.From, move.To)));
        Assert.Equal([("leverage", 1m, 2m)], (await world.Desk.DifferenceAsync(3, 2, default))!.Select(move => (move.Key, move.From, move.To)));
        Assert.Null(await world.Desk.DifferenceAsync(0, 2, default));
    }

    [Fact]
    public async Task The_same_values_again_change_nothing()
    {
        using var world = new LimitWorld();
        var answer = await world.SetAsync(Ann, ("positions", 10m));
        Assert.Equal(("nothing changes", 1, null), (answer.Sentence, answer.State.Number, answer.Request));
        var first = await world.SetAsync(Ann, ("positions", 11m));
        var second = await world.SetAsync(new Caller("dan", Role.Operator, "laptop"), ("positions", 11.0m));
        Assert.Equal(first.Request!.Id, second.Request!.Id);
    }
}
