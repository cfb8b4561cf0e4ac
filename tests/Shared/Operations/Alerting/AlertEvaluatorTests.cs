using NodaTime;
using Trading.Control;
using Trading.Operations;
using Trading.Operations.Readings;

namespace Trading.Tests.Shared.Operations.Alerting;

/// <summary>Readings against the table, over time.</summary>
public sealed class AlertEvaluatorTests : IDisposable
{
    private readonly AlertDeskFixture desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task A_metric_is_raised_when_it_crosses_resolved_when_it_is_well_and_raised_again()
    {
        await desk.ReadAsync("slippage_bps", 5m);
        Assert.Empty(await desk.Book.StandingAsync(default));
        await desk.ReadAsync("slippage_bps", 5.1m);
        Assert.Equal("slippage_bps is 5.1", (await desk.OneAsync("slippage-warning")).Sentence);
        await desk.ReadAsync("slippage_bps", 4.8m);
        Assert.Single(await desk.Book.StandingAsync(default));
        await desk.ReadAsync("slippage_bps", 4.5m);
        Assert.Empty(await desk.Book.StandingAsync(default));
        desk.Clock.Advance(Duration.FromMinutes(1));
        await desk.ReadAsync("slippage_bps", 6m);
        var again = await desk.OneAsync("slippage-warning");
        Assert.Equal(("2013-10-07:slippage-warning:", 2, desk.Clock.Now), (again.Id, again.Times, again.Since()));
        Assert.Equal(["alert-raised", "alert-resolved", "alert-raised"], await desk.KindsAsync());
    }

    [Fact]
    public async Task One_that_wavers_around_the_threshold_is_one_alert()
    {
        for (var i = 0; i < 20; i++)
        {
            await desk.ReadAsync("leverage", i % 2 == 0 ? 1.51m : 1.49m);
        }

        Assert.Equal(["alert-raised"], await desk.KindsAsync());
    }

    [Fact]
    public async Task Of_thresholds_of_one_metric_the_worst_has_the_alert_and_a_fall_is_not_told()
    {
        await desk.ReadAsync("limit_utilization", 96m, "positions");
        Assert.Equal("limit-95", Assert.Single(await desk.Book.StandingAsync(default)).Code);
        await desk.ReadAsync("limit_utilization", 92m, "positions");
        Assert.Equal("limit-90", Assert.Single(await desk.Book.StandingAsync(default)).Code);
        Assert.Equal("limit-95", Assert.Single(desk.Notifier.Told).Code);
        await desk.ReadAsync("limit_utilization", 20m, "positions");
        Assert.Empty(await desk.Book.StandingAsync(default));
        await desk.ReadAsync("limit_utilization", 91m, "positions");
        await desk.ReadAsync("limit_utilization", 97m, "positions");
        Assert.Equal(["limit-90", "limit-95"], (await desk.Book.StandingAsync(default)).Select(alert => alert.Code));
        Assert.Equal(["limit-95", "limit-90", "limit-95"], desk.Notifier.Told.Select(alert => alert.Code));
    }

    [Fact]
    public async Task Between_two_thresholds_with_slack_the_worse_stands_alone()
    {
        await desk.ReadAsync("leverage", 1.9m);
        await desk.ReadAsync("leverage", 1.77m);
        Assert.Equal("leverage-critical", Assert.Single(await desk.Book.StandingAsync(default)).Code);
        await desk.ReadAsync("leverage", 1.7m);
        Assert.Equal("leverage-warning", Assert.Single(await desk.Book.StandingAsync(default)).Code);
    }

    [Fact]
    public async Task What_must_last_is_raised_after_it_has_lasted_also_across_a_restart()
    {
        await desk.ReadAsync("job_failure_rate", 0.2m);
        desk.Clock.Advance(Duration.FromMinutes(1));
        desk.Build();
        await desk.ReadAsync("job_failure_rate", 0.2m);
        Assert.Empty(await desk.Book.StandingAsync(default));
        desk.Clock.Advance(Duration.FromMinutes(1));
        await desk.ReadAsync("job_failure_rate", 0.2m);
        await desk.OneAsync("job-failures");

        // What came and went does not count towards the next time.
        await desk.ReadAsync("job_failure_rate", 0m);
        await desk.ReadAsync("job_failure_rate", 0.2m);
        desk.Clock.Advance(Duration.FromMinutes(1));
        await desk.ReadAsync("job_failure_rate", 0m);
        desk.Clock.Advance(Duration.FromMinutes(1));
        await desk.ReadAsync("job_failure_rate", 0.2m);
        Assert.Empty(await desk.Book.StandingAsync(default));
    }

    [Fact]
    public async Task A_subject_that_is_gone_is_over_but_only_when_every_source_answered()
    {
        await desk.ReadAsync("order_unknown_seconds", 121m, "2013-10-07-swing-AIG-buy-1");
        await desk.OneAsync("order-unknown");
        desk.Source.Fault = new InvalidOperationException("away");
        await desk.Evaluator.RunAsync(default);
        await desk.OneAsync("order-unknown");
        desk.Source.Fault = null;
        desk.Source.Readings = [];
        await desk.Evaluator.RunAsync(default);
        Assert.Empty(await desk.Book.StandingAsync(default));
    }

    [Fact]
    [Trait("Bug", "C4.30")]
    public async Task What_cannot_be_read_is_never_fine_and_hides_nothing_else()
    {
        await desk.ReadAsync("leverage", 1.6m);
        await desk.ReadAsync("leverage", null);
        await desk.OneAsync("leverage-warning");
        desk.Clock.Advance(Duration.FromMinutes(5));
        await desk.ReadAsync("leverage", null);
        Assert.Equal("leverage", (await desk.OneAsync("reading-unknown")).Subject);
        await desk.ReadAsync("leverage", 1.2m);
        Assert.Empty(await desk.Book.StandingAsync(default));
        desk.Source.Fault = new InvalidOperationException("broke");
        await desk.Kill.EscalateAsync(KillMode.CloseOnly, "http", "jane", "test", default);
        await desk.Evaluator.RunAsync(default);
        desk.Clock.Advance(Duration.FromMinutes(5));
        await desk.Evaluator.RunAsync(default);
        Assert.Equal(["kill-switch", "reading-unknown"], (await desk.Book.StandingAsync(default)).Select(alert => alert.Code));
    }

    [Fact]
    [Trait("Bug", "A8.KillSwitchActive")]
    public async Task The_kill_switch_is_watched_and_its_alert_stands_until_it_is_released()
    {
        await desk.Kill.EscalateAsync(KillMode.CloseOnly, "http", "jane", "test", default);
        await desk.Evaluator.RunAsync(default);
        Assert.Equal("close_only:1", (await desk.OneAsync("kill-switch")).Subject);
        Assert.Single(desk.Notifier.Told);
        desk.Clock.Now = AlertDeskFixture.At(10, 0, days: 2);
        await desk.Evaluator.RunAsync(default);
        Assert.Equal(AlertDeskFixture.At(10, 0), (await desk.OneAsync("kill-switch")).Since());
        await desk.ReleaseAsync();
        await desk.Evaluator.RunAsync(default);
        Assert.Empty(await desk.Book.StandingAsync(default));
    }

    [Fact]
    public async Task An_action_is_taken_once_each_time_and_never_takes_back_what_people_decided()
    {
        await desk.ReadAsync("daily_loss_utilization", 100m);
        Assert.Equal((KillMode.CloseOnly, "health"), await KilledAsync());
        Assert.Single(await desk.KindsAsync("alert-action"));

        // Two people let it go while the loss stands: it is theirs to decide, and the desk does not fight them.
        await desk.ReleaseAsync();
        for (var i = 0; i < 5; i++)
        {
            desk.Clock.Advance(Duration.FromMinutes(1));
            await desk.ReadAsync("daily_loss_utilization", 110m);
        }

        Assert.Equal(KillMode.Off, (await desk.Kill.ReadAsync(default)).Mode);
        await desk.ReadAsync("daily_loss_utilization", 50m);
        await desk.ReadAsync("daily_loss_utilization", 100m);
        Assert.Equal((KillMode.CloseOnly, "health"), await KilledAsync());
        Assert.Equal(2, (await desk.KindsAsync("alert-action")).Count);
    }

    [Fact]
    public async Task An_action_that_fails_is_journalled_and_tried_again_until_it_is_done()
    {
        desk.Store.Fails = key => key == "control/paper/kill";
        await desk.ReadAsync("daily_loss_utilization", 100m);
        desk.Store.Fails = null;
        Assert.Contains("alert-action-failed", await desk.KindsAsync());
        await desk.ReadAsync("daily_loss_utilization", 100m);
        Assert.Equal(KillMode.CloseOnly, (await desk.Kill.ReadAsync(default)).Mode);
        Assert.Equal(["alert-action-failed", "alert-action"], await desk.KindsAsync("alert-action"));
    }

    [Fact]
    public async Task Too_much_value_at_risk_pauses_entries_while_it_lasts()
    {
        await desk.ReadAsync("var_utilization", 91m);
        Assert.Equal((LoopMode.Paused, "alert var-critical"), await LoopAsync());
        await desk.ReadAsync("var_utilization", 86m);
        Assert.Equal(LoopMode.Paused, (await LoopAsync()).Mode);
        await desk.ReadAsync("var_utilization", 85m);
        Assert.Equal(LoopMode.Running, (await LoopAsync()).Mode);
        Assert.Equal(["alert-action", "alert-action-ended"], await desk.KindsAsync("alert-action"));
    }

    [Theory]
    [InlineData(LoopMode.Paused)]
    [InlineData(LoopMode.Stopped)]
    public async Task What_an_operator_paused_or_stopped_stays_so(LoopMode mode)
    {
        await desk.Loop.SetAsync(mode, "jane", "lunch", default);
        await desk.ReadAsync("var_utilization", 95m);
        await desk.ReadAsync("var_utilization", 10m);
        Assert.Equal((mode, "jane"), await LoopAsync());
    }

    [Fact]
    public async Task A_stop_at_the_moment_at_which_the_alert_ends_stands()
    {
        await desk.ReadAsync("var_utilization", 95m);
        var looks = 0;
        desk.Store.Fails = key =>
        {
            if (key == "control/desk/loop" && ++looks == 2)
            {
                desk.Loop.SetAsync(LoopMode.Stopped, "jane", "shutdown", default).AsTask().GetAwaiter().GetResult();
            }

            return false;
        };
        await desk.ReadAsync("var_utilization", 10m);
        Assert.Equal((LoopMode.Stopped, "jane"), await LoopAsync());
    }

    [Fact]
    public async Task A_pause_that_an_operator_made_their_own_is_not_taken_back()
    {
        await desk.ReadAsync("var_utilization", 95m);
        await desk.Loop.SetAsync(LoopMode.Paused, "jane", "I look first", default);
        await desk.ReadAsync("var_utilization", 10m);
        Assert.Equal((LoopMode.Paused, "jane"), await LoopAsync());
    }

    [Fact]
    public async Task Cycles_look_once_a_minute_and_again_at_once_when_a_look_failed()
    {
        desk.Source.Readings = [new Reading("backlog", 1001m, string.Empty, "1001 wait")];
        desk.Store.Fails = key => key.StartsWith("openalerts/", StringComparison.Ordinal);
        await Assert.ThrowsAsync<Trading.Storage.StorageException>(async () => await desk.Evaluator.OnCycleAsync(default));
        desk.Store.Fails = null;
        await desk.Evaluator.OnCycleAsync(default);
        await desk.OneAsync("backlog");
        desk.Source.Readings = [new Reading("backlog", 0m, string.Empty, "nothing waits")];
        desk.Clock.Advance(Duration.FromSeconds(15));
        await desk.Evaluator.OnCycleAsync(default);
        await desk.OneAsync("backlog");
        desk.Clock.Advance(Duration.FromSeconds(45));
        await desk.Evaluator.OnCycleAsync(default);
        Assert.Empty(await desk.Book.StandingAsync(default));
    }

    [Fact]
    public async Task An_entry_of_the_index_without_its_alert_keeps_nothing_from_being_raised()
    {
        await ((Trading.Storage.IRecords)desk.Store).PutAsync("openalerts", "desk", "backlog:", """{"id":"2013-10-07:backlog:"}""", default);
        await desk.ReadAsync("backlog", 2000m);
        Assert.Equal(AlertState.Open, (await desk.OneAsync("backlog")).State);
    }

    private async Task<(KillMode Mode, string Source)> KilledAsync()
    {
        var state = await desk.Kill.ReadAsync(default);
        return (state.Mode, state.Source);
    }

    private async Task<(LoopMode Mode, string Who)> LoopAsync()
    {
        var state = await desk.Loop.ReadAsync(default);
        return (state.Mode, state.Who);
    }
}
