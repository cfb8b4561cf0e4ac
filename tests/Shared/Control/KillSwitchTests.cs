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

    [Fact]
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
    public async Task The_mode_only_rises_whatever_asks_in_whatever_order()
    {
        await Task.CompletedTask;
        Prop.ForAll(Gen.ListOf(Gen.Choose(0, 2)).ToArbitrary(), asked =>
        {
            using var desk = new Desk();
            var highest = KillMode.Off;
            foreach (var mode in asked)
            {
                highest = (KillMode)Math.Max((int)highest, mode);
                var state = desk.Kill.EscalateAsync((KillMode)mode, "http", "anna", "test", default).AsTask().GetAwaiter().GetResult();
                Assert.Equal(highest, state.Mode);
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(30).WithReplay(3, 5));
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

    private static async Task WriteAsync(Desk desk, string text) =>
        await ((IBlobs)desk.Store).PutAsync(KillSwitch.Container, KillSwitch.FileName, Encoding.UTF8.GetBytes(text), default);
}
