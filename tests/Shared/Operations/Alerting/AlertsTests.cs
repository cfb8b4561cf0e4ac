using NodaTime;
using Trading.Operations;
using Trading.Operations.Alerting;
using Trading.Storage;

namespace Trading.Tests.Shared.Operations.Alerting;

/// <summary>An alert's life: raised, told, answered, escalated, silenced, over.</summary>
public sealed class AlertsTests : IDisposable
{
    private readonly AlertDeskFixture desk = new();

    public void Dispose() => desk.Dispose();

    [Fact]
    public async Task The_same_fact_on_one_day_is_one_alert_and_on_the_next_day_a_new_one_in_its_place()
    {
        Assert.True(await desk.RaiseAsync("position-external"));
        Assert.False(await desk.RaiseAsync("position-external"));
        Assert.Equal("2013-10-07:position-external:AIG", (await desk.OneAsync("position-external")).Id);
        desk.Clock.Now = AlertDeskFixture.At(10, 0, days: 1);
        Assert.True(await desk.RaiseAsync("position-external"));
        Assert.Equal("2013-10-08:position-external:AIG", (await desk.OneAsync("position-external")).Id);
        Assert.Equal(AlertState.Resolved, (await desk.Book.FindAsync("2013-10-07:position-external:AIG", default))!.State);
        Assert.Equal(2, desk.Notifier.Told.Count);
        Assert.Equal(["alert-raised", "alert-raised", "alert-resolved"], await desk.KindsAsync("alert-"));
    }

    [Fact]
    public async Task It_is_kept_across_days_and_a_restart_until_it_is_over()
    {
        await desk.RaiseAsync("position-missing");
        desk.Clock.Now = AlertDeskFixture.At(10, 0, days: 4);
        desk.Build();
        Assert.Equal(AlertDeskFixture.At(10, 0), (await desk.OneAsync("position-missing")).Since());
    }

    [Fact]
    public async Task Nobody_answers_so_the_next_is_told_after_15_30_and_60_minutes()
    {
        await desk.RaiseAsync("position-missing");
        await desk.PassAsync(10);
        Assert.Empty(Escalations());
        await desk.PassAsync(65);
        Assert.Equal(["15 RiskManager", "30 Compliance", "60 Cto"], Escalations());
        Assert.Equal((3, null), ((await desk.OneAsync("position-missing")).Escalation, (await desk.OneAsync("position-missing")).NextEscalationAt));
        Assert.Equal(3, (await desk.KindsAsync("alert-escalated")).Count);
    }

    [Fact]
    public async Task A_round_that_comes_late_tells_everybody_who_should_know_by_now_once()
    {
        await desk.RaiseAsync("position-missing");
        desk.Clock.Advance(Duration.FromMinutes(40));
        await desk.Round.RunAsync(default);
        Assert.Equal([AlertParty.RiskManager, AlertParty.Compliance], Assert.Single(desk.Channel.Taken, message => message.Kind == AlertMessage.Escalated).Parties);
        await desk.PassAsync(15);
        Assert.Single(await desk.KindsAsync("alert-escalated"));
        await desk.PassAsync(5);
        Assert.Equal(2, (await desk.KindsAsync("alert-escalated")).Count);
    }

    [Fact]
    public async Task An_answer_stops_the_escalation()
    {
        await desk.RaiseAsync("position-missing");
        await desk.PassAsync(15);
        var answered = await desk.Desk.AcknowledgeAsync("2013-10-07:position-missing:AIG", "jane", "on it", default);
        Assert.Equal((AlertState.Acknowledged, "jane", "on it"), (answered!.State, answered.AcknowledgedBy, answered.Note));
        await desk.PassAsync(120);
        Assert.Equal(["15 RiskManager"], Escalations());
        Assert.Null(await desk.Desk.AcknowledgeAsync(answered.Id, "john", null, default));
        Assert.Null(await desk.Desk.AcknowledgeAsync("2013-10-07:position-missing:MSFT", "john", null, default));
        Assert.Null(await desk.Desk.AcknowledgeAsync("../../etc/passwd", "john", null, default));
        Assert.Equal("jane", (await desk.OneAsync("position-missing")).AcknowledgedBy);
    }

    [Fact]
    public async Task An_answered_event_that_does_not_come_back_is_let_go_after_a_day()
    {
        await desk.RaiseAsync("position-missing");
        await desk.Desk.AcknowledgeAsync("2013-10-07:position-missing:AIG", "jane", null, default);
        desk.Clock.Advance(Duration.FromHours(24) - Duration.FromMinutes(1));
        await desk.Round.RunAsync(default);
        Assert.Single(await desk.Book.StandingAsync(default));
        desk.Clock.Advance(Duration.FromMinutes(1));
        await desk.Round.RunAsync(default);
        Assert.Empty(await desk.Book.StandingAsync(default));
    }

    [Fact]
    public async Task Medium_ones_wait_their_hour_and_low_ones_stay_with_their_owner()
    {
        await desk.RaiseAsync("job-failed", "Scan");
        await desk.RaiseAsync("scan-bad-bar");
        await desk.PassAsync(70);
        Assert.Empty(Escalations());
        await desk.PassAsync(180);
        Assert.Equal(["75 RiskManager", "90 Compliance", "120 Cto"], Escalations());
    }

    [Fact]
    public async Task A_silence_keeps_it_on_record_and_quiet_until_it_ends()
    {
        await desk.Silences.AddAsync("position-*", null, desk.Clock.Now + Duration.FromHours(2), "jane", "transfer", default);
        Assert.True(await desk.RaiseAsync("position-missing"));
        Assert.Equal(AlertState.Silenced, (await desk.OneAsync("position-missing")).State);
        await desk.PassAsync(115);
        Assert.Empty(desk.Notifier.Told);
        Assert.Empty(desk.Channel.Taken);
        await desk.PassAsync(5);
        Assert.Equal(AlertState.Open, (await desk.OneAsync("position-missing")).State);
        Assert.Equal(AlertMessage.Raised, Assert.Single(desk.Channel.Taken).Kind);
        Assert.Single(desk.Notifier.Told);
        await desk.PassAsync(60);
        Assert.Equal(["135 RiskManager", "150 Compliance", "180 Cto"], Escalations());
        Assert.Equal(AlertDeskFixture.At(10, 0), (await desk.OneAsync("position-missing")).Since());
    }

    [Fact]
    public async Task A_silence_that_is_ended_early_lets_the_alert_speak()
    {
        var silence = await desk.Silences.AddAsync(null, "AIG", desk.Clock.Now + Duration.FromHours(2), "jane", "transfer", default);
        await desk.RaiseAsync("position-missing");
        Assert.NotNull(await desk.Silences.EndAsync(silence.Id, "jane", default));
        Assert.Null(await desk.Silences.EndAsync(silence.Id, "jane", default));
        Assert.Null(await desk.Silences.EndAsync("SIL-../x", "jane", default));
        await desk.PassAsync(5);
        Assert.Single(desk.Channel.Taken);
    }

    [Fact]
    public async Task The_gravest_are_never_silenced()
    {
        var until = desk.Clock.Now + Duration.FromHours(1);
        Assert.Equal("kill-switch is SEV1: it is never silenced", desk.Silences.Fault("kill-switch", null, until));
        await desk.Silences.AddAsync(null, "close_only", until, "jane", "noise", default);
        await desk.RaiseAsync("kill-switch", "close_only");
        Assert.Equal(AlertState.Open, (await desk.OneAsync("kill-switch")).State);
        Assert.Single(desk.Notifier.Told);
    }

    [Theory]
    [InlineData(null, null, 60, "a silence names a code or a subject")]
    [InlineData("*", " ", 60, "a silence of everything is refused: name a code or a subject")]
    [InlineData("job-*", null, 0, "a silence ends later than now")]
    [InlineData("job-*", null, 1441, "a silence lasts at most 24 hours")]
    [InlineData("job-*", null, 1440, null)]
    public void A_silence_is_bounded(string? code, string? subject, int minutes, string? fault) =>
        Assert.Equal(fault, desk.Silences.Fault(code, subject, desk.Clock.Now + Duration.FromMinutes(minutes)));

    [Fact]
    public async Task A_store_that_cannot_say_what_is_silenced_silences_nothing()
    {
        await desk.Silences.AddAsync("position-*", null, desk.Clock.Now + Duration.FromHours(2), "jane", "transfer", default);
        desk.Store.Fails = key => key.StartsWith("silences/", StringComparison.Ordinal);
        await desk.RaiseAsync("position-missing");
        Assert.Single(desk.Notifier.Told);
    }

    [Fact]
    public async Task A_host_that_cannot_tell_is_journalled_and_raises_no_fault()
    {
        desk.Store.Fails = key => key.StartsWith("openalerts/", StringComparison.Ordinal);
        await Assert.ThrowsAsync<StorageException>(async () => await desk.RaiseAsync("position-missing"));
        desk.Store.Fails = null;
        Assert.True(await desk.RaiseAsync("position-missing"));
    }

    [Fact]
    [Trait("Bug", "C6.49")]
    public async Task What_a_killed_process_left_half_done_is_told_once_more_and_not_lost()
    {
        // The message and the index were written, the alert was not.
        var isDead = false;
        desk.Store.Fails = key => (isDead |= key.StartsWith("alerts/2013-10-07/pos", StringComparison.Ordinal) && desk.Store.Writes >= 2) && isDead;
        await Assert.ThrowsAsync<StorageException>(async () => await desk.RaiseAsync("position-missing"));
        desk.Store.Fails = null;
        desk.Build();
        Assert.Empty(await desk.Book.StandingAsync(default));
        await desk.Courier.DeliverAsync(default);
        Assert.Single(desk.Channel.Taken);
        Assert.True(await desk.RaiseAsync("position-missing"));
        Assert.Single(await desk.Book.StandingAsync(default));
    }

    private IEnumerable<string> Escalations() => desk.Channel.Taken.Where(message => message.Kind == AlertMessage.Escalated)
        .Select(message => $"{(message.At - AlertDeskFixture.At(10, 0)).TotalMinutes} {string.Join('+', message.Parties)}");
}
