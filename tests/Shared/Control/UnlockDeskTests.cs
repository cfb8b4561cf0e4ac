using System.Text;
using NodaTime;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Storage;
using static Trading.Tests.Shared.Control.ReleaseDesk;

namespace Trading.Tests.Shared.Control;

[Trait("Bug", "C4.31")]
public sealed class UnlockDeskTests
{
    [Fact]
    public async Task Two_people_release_it_and_nothing_else()
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        await desk.Desk.TradeAsync();
        await desk.Desk.Gates.RevokeAsync("anna", "test", default);
        await desk.KillAsync();

        Assert.Null(await desk.ApproveAsync(await desk.AskAsync()));

        var state = await desk.Desk.Kill.ReadAsync(default);
        Assert.Equal((KillMode.Off, "unlock", "bob", 0), (state.Mode, state.Source, state.Who, state.Asks.Count));
        Assert.Equal(new GateState(DryRun: false, Approved: false, AccountMode.Paper), await desk.Desk.Gates.ReadAsync(default));
        Assert.Single(await desk.Desk.KindsAsync(), "kill-released");
        Assert.Equal(2, (await desk.KillAsync(KillMode.CloseOnly)).Activation);
    }

    [Fact]
    public async Task A_newer_activation_voids_the_request_even_at_the_same_mode()
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        await desk.KillAsync();
        var id = await desk.AskAsync();
        await desk.KillAsync();

        Assert.Equal("newer_activation", await desk.ApproveAsync(id));
        Assert.Equal(KillMode.HaltAll, await desk.ModeAsync());
    }

    [Fact]
    public async Task A_source_that_only_goes_on_asking_does_not_void_the_request()
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        await desk.KillAsync(source: KillSources.Drawdown);
        var id = await desk.AskAsync();
        await desk.KillAsync(source: KillSources.Drawdown);

        Assert.Null(await desk.ApproveAsync(id));
    }

    [Fact]
    public async Task What_still_asks_must_be_cleared_first()
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        await desk.KillAsync();
        var id = await desk.AskAsync();
        await WriteAsync(desk, "close_only");
        Assert.Equal("still_asked", (await desk.Unlock.RequestAsync(Anna, "checked", default)).Refusal);
        Assert.Equal("still_asked", await desk.ApproveAsync(id));

        // The file has asked once, which was an activation of its own.
        await ((IBlobs)desk.Desk.Store).DeleteAsync(KillSwitch.Container, KillSwitch.FileName, default);
        Assert.Equal("newer_activation", await desk.ApproveAsync(id));
        var breach = new Breach("the daily loss limit is still exceeded: reset the risk alert first");
        desk.Standing.Add(breach);
        id = (await desk.Rule.RequestAsync(UnlockDesk.Kind, "activation 2", Anna, "checked", default)).Id;
        Assert.Equal("still_asked", await desk.ApproveAsync(id));
        breach.Why = null;
        Assert.Null(await desk.ApproveAsync(id));
    }

    [Fact]
    public async Task A_setting_is_cleared_by_a_restart_without_it()
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        var kill = new KillSwitch(desk.Desk.Store, desk.Desk.Store, "paper", desk.Desk.Journal, desk.Desk.Alerts, desk.Desk.Clock, "halt_all");
        await kill.ReadAsync(default);

        var answer = await new UnlockDesk(kill, desk.Rule, []).RequestAsync(Anna, "checked", default);

        Assert.Equal("still_asked", answer.Refusal);
        Assert.Contains("TRADING_KILL_SWITCH", answer.Sentence, StringComparison.Ordinal);
        Assert.Null(await desk.ApproveAsync(await desk.AskAsync()));
    }

    [Fact]
    public async Task Off_has_nothing_to_release_and_a_replay_is_told_so()
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        Assert.Equal("not_active", (await desk.Unlock.RequestAsync(Anna, "checked", default)).Refusal);
        await desk.KillAsync();
        var (first, second) = (await desk.AskAsync(), await desk.AskAsync(Bob));
        await desk.ApproveAsync(first);

        Assert.Equal("used", await desk.ApproveAsync(first));
        Assert.Equal("not_active", await desk.ApproveAsync(second, Anna));
    }

    [Theory]
    [InlineData("control/paper/kill")]
    [InlineData("control/kill_switch")]
    public async Task A_store_that_does_not_answer_stays_locked(string key)
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        await desk.KillAsync(KillMode.CloseOnly);
        var id = await desk.AskAsync();
        desk.Desk.Store.Fails = touched => touched == key;
        Assert.Equal("store_down", await desk.ApproveAsync(id));

        // Only the write of the release fails.
        var touches = 0;
        desk.Desk.Store.Fails = touched => touched == "control/paper/kill" && touches++ == 2;
        await Assert.ThrowsAsync<StorageException>(() => desk.ApproveAsync(id));

        desk.Desk.Store.Fails = null;
        Assert.Equal(KillMode.CloseOnly, await desk.ModeAsync());
    }

    [Fact]
    public async Task A_desk_of_one_waits_fifteen_minutes_and_the_next_read_completes_it()
    {
        using var desk = new ReleaseDesk(Anna, AnnasPhone);
        await desk.KillAsync();
        Assert.Null(await desk.ApproveAsync(await desk.AskAsync(), AnnasPhone));
        desk.Desk.Clock.Advance(Duration.FromMinutes(15) - Duration.FromMilliseconds(1));
        Assert.Equal(KillMode.HaltAll, await desk.ModeAsync());

        desk.Desk.Clock.Advance(Duration.FromMilliseconds(1));
        using var next = await desk.Desk.RestartAsync();
        Assert.Equal(KillMode.Off, (await next.Kill.ReadAsync(default)).Mode);
        Assert.Equal(KillMode.Off, await desk.ModeAsync());
        Assert.Equal(["kill-release-waits", "kill-released"], (await desk.Desk.KindsAsync()).Where(kind => kind.StartsWith("kill-release", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(KillSources.Http)]
    [InlineData(KillSources.Drawdown)]
    [InlineData(KillSources.File)]
    public async Task Whatever_asks_while_a_release_waits_voids_it(string source)
    {
        using var desk = new ReleaseDesk(Anna, AnnasPhone);
        await desk.KillAsync(source: KillSources.Drawdown);
        await desk.ApproveAsync(await desk.AskAsync(), AnnasPhone);
        desk.Desk.Clock.Advance(Duration.FromMinutes(14));
        if (source == KillSources.File)
        {
            await WriteAsync(desk, "close_only");
        }
        else
        {
            await desk.KillAsync(KillMode.CloseOnly, source);
        }

        desk.Desk.Clock.Advance(Duration.FromMinutes(2));
        var state = await desk.Desk.Kill.ReadAsync(default);
        Assert.Equal((KillMode.HaltAll, null), (state.Mode, state.Release));
    }

    [Fact]
    public async Task A_second_person_who_comes_in_time_releases_at_once()
    {
        using var desk = new ReleaseDesk(Anna, AnnasPhone);
        await desk.KillAsync();
        await desk.ApproveAsync(await desk.AskAsync(), AnnasPhone);
        desk.Add(Bob);

        Assert.Null(await desk.ApproveAsync(await desk.AskAsync()));
        Assert.Equal(KillMode.Off, await desk.ModeAsync());
    }

    [Fact]
    public async Task An_operator_may_ask_and_not_approve()
    {
        using var desk = new ReleaseDesk(Anna, Bob);
        await desk.KillAsync();
        var id = await desk.AskAsync(new Caller("carol", Role.Operator, "desktop"));
        Assert.Equal("wrong_role", await desk.ApproveAsync(id, new Caller("dave", Role.Operator, "desktop")));
    }

    private static async Task WriteAsync(ReleaseDesk desk, string text) =>
        await ((IBlobs)desk.Desk.Store).PutAsync(KillSwitch.Container, KillSwitch.FileName, Encoding.UTF8.GetBytes(text), default);
}
