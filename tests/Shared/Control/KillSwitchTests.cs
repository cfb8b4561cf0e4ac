using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Trading.Control;
using Trading.Storage;
using Trading.Tests.Shared.Orders;

namespace Trading.Tests.Shared.Control;

[Trait("Bug", "C4.31")]
public sealed class KillSwitchTests
{
    [Theory]
    [Trait("Bug", "B1.kill-substring")]
    [Trait("Bug", "B1.kill-unknown-word")]
    [Trait("Bug", "C1.kill-file")]
    [InlineData("off", KillMode.Off, 0)]
    [InlineData("close_only", KillMode.CloseOnly, 0)]
    [InlineData(" halt_all\n", KillMode.HaltAll, 0)]
    [InlineData("", KillMode.HaltAll, 0)]
    [InlineData("  \n", KillMode.HaltAll, 0)]
    [InlineData("\uFEFFhalt_all\r\n", KillMode.HaltAll, 0)]
    [InlineData("\uFEFF", KillMode.HaltAll, 0)]
    [InlineData("HALT_ALL - do not resume", KillMode.CloseOnly, 1)]
    [InlineData("turn off trading now", KillMode.CloseOnly, 1)]
    [InlineData("pause", KillMode.CloseOnly, 1)]
    [InlineData("OFF", KillMode.CloseOnly, 1)]
    public async Task The_control_file_is_read_by_exact_words(string text, KillMode mode, int alerts)
    {
        using var desk = new Desk();
        await WriteAsync(desk, text);

        Assert.Equal(mode, (await desk.Kill.ReadAsync(default)).Mode);
        Assert.Equal(alerts, desk.Notifier.Told.Count(alert => alert.Code == "kill-file-unknown"));
    }

    [Fact]
    public async Task Without_a_file_it_is_off() => Assert.Equal(KillMode.Off, (await new Desk().Kill.ReadAsync(default)).Mode);

    [Theory]
    [InlineData(null, KillMode.Off, 0)]
    [InlineData("", KillMode.Off, 0)]
    [InlineData(" ", KillMode.HaltAll, 0)]
    [InlineData("off", KillMode.Off, 0)]
    [InlineData("close_only", KillMode.CloseOnly, 0)]
    [InlineData("halt_all", KillMode.HaltAll, 0)]
    [InlineData("true", KillMode.CloseOnly, 1)]
    [InlineData("clear", KillMode.CloseOnly, 1)]
    public async Task The_setting_is_read_by_the_same_words_and_may_be_left_out(string? text, KillMode mode, int alerts)
    {
        using var desk = new Desk();
        var kill = With(desk, text);

        var state = await kill.ReadAsync(default);
        await kill.ReadAsync(default);

        Assert.Equal(mode, state.Mode);
        Assert.Equal(alerts, desk.Notifier.Told.Count(alert => alert.Code == "kill-setting-unknown"));
        Assert.Equal(mode == KillMode.Off ? 0 : 1, (await desk.KindsAsync()).Count(kind => kind == "kill-escalated"));
    }

    [Fact]
    [Trait("Bug", "B1.kill-restart")]
    [Trait("Bug", "B1.kill-file-removed")]
    public async Task A_kill_outlives_the_file_and_the_process()
    {
        using var desk = new Desk();
        await WriteAsync(desk, "halt_all");
        await desk.Kill.ReadAsync(default);
        await ((IBlobs)desk.Store).DeleteAsync(KillSwitch.Container, KillSwitch.FileName, default);

        using var next = await desk.RestartAsync();
        var state = await next.Kill.ReadAsync(default);

        Assert.Equal((KillMode.HaltAll, "file"), (state.Mode, state.Source));
    }

    [Fact]
    [Trait("Bug", "B1.kill-de-escalation")]
    public async Task The_mode_only_rises_whatever_asks_in_whatever_order()
    {
        await Task.CompletedTask;
        string[] sources = [KillSources.Http, KillSources.Setting, KillSources.File, KillSources.Drawdown, KillSources.DailyLoss, KillSources.Health];
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 2).SelectMany(mode => Gen.Elements(sources).Select(source => (mode, source)))).ToArbitrary(), asked =>
        {
            using var desk = new Desk();
            var (highest, activation) = (KillMode.Off, 0L);
            foreach (var (mode, source) in asked)
            {
                highest = (KillMode)Math.Max((int)highest, mode);
                var state = desk.Kill.EscalateAsync((KillMode)mode, source, "anna", "test", default).AsTask().GetAwaiter().GetResult();
                Assert.Equal(highest, state.Mode);
                Assert.Equal(highest, state.Asks.Select(ask => ask.Mode).DefaultIfEmpty().Max());
                Assert.InRange(state.Activation, source == KillSources.Http && mode > 0 ? activation + 1 : activation, activation + 1);
                activation = state.Activation;
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(50).WithReplay(3, 5));
    }

    [Fact]
    public async Task A_source_that_stands_activates_once_and_a_person_each_time()
    {
        using var desk = new Desk();
        await desk.Kill.EscalateAsync(KillMode.CloseOnly, KillSources.Drawdown, "risk", "8 %", default);
        await desk.Kill.EscalateAsync(KillMode.CloseOnly, KillSources.Drawdown, "risk", "9 %", default);
        Assert.Equal(1, (await desk.Kill.ReadAsync(default)).Activation);

        var again = await desk.Kill.EscalateAsync(KillMode.CloseOnly, KillSources.Http, "anna", "I mean it", default);
        Assert.Equal((2, "drawdown", "8 %"), (again.Activation, again.Source, again.Why));
        Assert.Equal(3, (await desk.Kill.EscalateAsync(KillMode.CloseOnly, KillSources.Http, "ANNA", "I mean it", default)).Activation);
        Assert.Equal(4, (await desk.Kill.EscalateAsync(KillMode.HaltAll, KillSources.Drawdown, "risk", "20 %", default)).Activation);
        Assert.Equal([KillSources.Http, KillSources.Drawdown], (await desk.Kill.ReadAsync(default)).Asks.Select(ask => ask.Source));
        Assert.Equal(4, (await desk.KindsAsync()).Count(kind => kind == "kill-escalated"));
    }

    [Fact]
    public async Task A_kill_that_cannot_be_kept_is_obeyed_by_the_process_that_was_told()
    {
        using var desk = new Desk();
        var writes = 0;
        desk.Store.Fails = key => key == "control/paper/kill" && writes++ > 0;
        await Assert.ThrowsAsync<StorageException>(async () => await desk.Kill.EscalateAsync(KillMode.CloseOnly, KillSources.Http, "anna", "test", default));
        desk.Store.Fails = null;

        Assert.Equal(KillMode.CloseOnly, (await desk.Kill.ReadAsync(default)).Mode);
        using var next = await desk.RestartAsync();
        Assert.Equal(KillMode.Off, (await next.Kill.ReadAsync(default)).Mode);
    }

    [Fact]
    public async Task A_kill_that_could_not_be_kept_is_kept_when_its_source_asks_again()
    {
        using var desk = new Desk();
        async Task<KillMode> AskAsync() => (await desk.Kill.EscalateAsync(KillMode.CloseOnly, KillSources.DailyLoss, "risk", "5 %", default)).Mode;
        var calls = 0;
        desk.Store.Fails = key => key == "control/paper/kill" && calls++ > 0;
        await Assert.ThrowsAsync<StorageException>(AskAsync);
        desk.Store.Fails = null;

        Assert.Equal(KillMode.CloseOnly, await AskAsync());
        Assert.Equal(KillMode.CloseOnly, await AskAsync());
        Assert.Equal(1, (await desk.KindsAsync()).Count(kind => kind == "kill-escalated"));
        using var next = await desk.RestartAsync();
        Assert.Equal(KillMode.CloseOnly, (await next.Kill.ReadAsync(default)).Mode);
    }

    [Fact]
    [Trait("Bug", "B1.kill-file-removed")]
    public async Task A_kill_of_the_file_that_could_not_be_kept_is_kept_at_the_next_decision()
    {
        using var desk = new Desk();
        await WriteAsync(desk, "close_only");
        var calls = 0;
        desk.Store.Fails = key => key == "control/paper/kill" && calls++ > 1;
        Assert.Equal(KillMode.HaltAll, (await desk.Kill.ReadAsync(default)).Mode);
        desk.Store.Fails = null;

        Assert.Equal(KillMode.CloseOnly, (await desk.Kill.ReadAsync(default)).Mode);
        await ((IBlobs)desk.Store).DeleteAsync(KillSwitch.Container, KillSwitch.FileName, default);
        using var next = await desk.RestartAsync();
        Assert.Equal(KillMode.CloseOnly, (await next.Kill.ReadAsync(default)).Mode);
    }

    [Theory]
    [InlineData("control/paper/kill")]
    [InlineData("control/kill_switch")]
    public async Task What_cannot_be_read_halts_this_decision_and_is_not_kept(string key)
    {
        using var desk = new Desk();
        desk.Store.Fails = touched => touched == key;
        Assert.Equal((KillMode.HaltAll, "storage"), await desk.Kill.ReadAsync(default) is var state ? (state.Mode, state.Source) : default);
        desk.Store.Fails = null;
        Assert.Equal(KillMode.Off, (await desk.Kill.ReadAsync(default)).Mode);
    }

    [Fact]
    public async Task A_rise_is_journalled_once()
    {
        using var desk = new Desk();
        await WriteAsync(desk, "close_only");
        await desk.Kill.ReadAsync(default);
        await desk.Kill.ReadAsync(default);
        Assert.Single(await desk.KindsAsync(), "kill-escalated");
    }

    [Fact]
    public async Task Dry_run_is_on_and_approval_missing_until_somebody_says_otherwise()
    {
        using var desk = new Desk();
        Assert.Equal(new GateState(true, false, AccountMode.Paper), await desk.Gates.ReadAsync(default));
        await desk.TradeAsync();
        using var next = await desk.RestartAsync();
        Assert.Equal(new GateState(false, true, AccountMode.Paper), await next.Gates.ReadAsync(default));
        await next.Gates.RevokeAsync("anna", "enough", default);
        Assert.False((await desk.Gates.ReadAsync(default)).Approved);
        Assert.Equal(3, (await desk.KindsAsync()).Count(kind => kind == "gate-changed"));
    }

    private static KillSwitch With(Desk desk, string? setting) => new(desk.Store, desk.Store, desk.Broker.Account, desk.Journal, desk.Alerts, desk.Clock, setting);

    private static async Task WriteAsync(Desk desk, string text) =>
        await ((IBlobs)desk.Store).PutAsync(KillSwitch.Container, KillSwitch.FileName, Encoding.UTF8.GetBytes(text), default);
}
