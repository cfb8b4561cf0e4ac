using NodaTime;
using NodaTime.Text;
using Trading.Control;
using Trading.Execution;
using Trading.Reconciliation;
using Trading.Time;

namespace Trading.Embedded.Rehearsal;

/// <summary>
/// Runs days on the virtual clock. One instant is one step and one transaction of the store: a process that is killed anywhere
/// leaves the folder as it was after some whole step, and the next one goes on from there as if nothing had happened.
/// </summary>
internal sealed class RehearsalRunner(Desk desk, VirtualClock clock, RehearsalRequest request, TimeProvider wallClock)
{
    private readonly DayReporter reporter = new(desk, request.Terms.Seed);
    private Queue<(Instant At, KillMode Mode)> kills = new();
    private bool begun;

    /// <summary>Runs the requested days that have not run yet, and reports all of them.</summary>
    public async Task<RehearsalReport> RunAsync(IRehearsalProgress progress, CancellationToken cancellationToken)
    {
        var started = wallClock.GetTimestamp();
        var days = new List<DayReport>(request.Days);
        desk.Tally.Began = function => progress.Fired(function, clock.Now);
        for (var date = request.From; date <= request.Through; date = date.PlusDays(1))
        {
            var day = await desk.Memory.DayAsync(date, cancellationToken).ConfigureAwait(false)
                ?? await RunDayAsync(date, progress, cancellationToken).ConfigureAwait(false);
            days.Add(day);
            progress.Done(day);
        }

        return new RehearsalReport(days, (long)wallClock.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task<DayReport> RunDayAsync(LocalDate date, IRehearsalProgress progress, CancellationToken cancellationToken)
    {
        await BeginAsync(date, cancellationToken).ConfigureAwait(false);
        await desk.Tally.OpenAsync(date, cancellationToken).ConfigureAwait(false);
        var end = NewYork.StartOf(date.PlusDays(1));
        var position = await desk.Memory.StandsAtAsync(cancellationToken).ConfigureAwait(false);
        kills = request.KillsOn(date, position?.Date == date ? position.At : null);
        if (position?.Date != date)
        {
            await StepAsync(date, NewYork.StartOf(date), cancellationToken).ConfigureAwait(false);
        }

        while (NextDue() is { } due && due < end)
        {
            // What a killed process left undone is due in the past: it runs now.
            var next = Instant.Max(due, clock.Now);
            await PaceAsync(next, cancellationToken).ConfigureAwait(false);
            await StepAsync(date, next, cancellationToken).ConfigureAwait(false);
            progress.At(date, next);
        }

        return await CloseAsync(date, end, cancellationToken).ConfigureAwait(false);
    }

    private Instant? NextDue() => kills.TryPeek(out var kill) && (desk.Host.NextDue is not { } due || kill.At < due) ? kill.At : desk.Host.NextDue;

    // Not before a day is to be run, and not on the evening before it: a finished day stays as it was reported.
    private async Task BeginAsync(LocalDate date, CancellationToken cancellationToken)
    {
        if (begun)
        {
            return;
        }

        begun = true;
        desk.Store.BeginBatch();
        await desk.Host.StartAsync(cancellationToken).ConfigureAwait(false);
        clock.MoveTo(Instant.Max(NewYork.StartOf(date), clock.Now));
        await CatchUpAsync(date, cancellationToken).ConfigureAwait(false);

        // A rehearsal trades, on paper: these two gates are open, and its report says so.
        var gates = desk.Get<TradingGates>();
        await gates.SetDryRunAsync(request.DryRun, "rehearsal", "a rehearsal trades on paper", cancellationToken).ConfigureAwait(false);
        await gates.ApproveAsync("rehearsal", "a rehearsal trades on paper", cancellationToken).ConfigureAwait(false);
        desk.Store.CommitBatch();
    }

    // Between two dates of a state the broker went on without us: what it did then is booked before the day begins.
    private async Task CatchUpAsync(LocalDate date, CancellationToken cancellationToken)
    {
        if (await desk.Memory.StandsAtAsync(cancellationToken).ConfigureAwait(false) is { } stood && stood.Date < date)
        {
            await desk.Get<Reconciler>().BackfillAsync(stood.Date, $"catch-up-{LocalDatePattern.Iso.Format(date)}", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task StepAsync(LocalDate date, Instant now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        clock.MoveTo(now);
        desk.Store.BeginBatch();
        await desk.Broker.AdvanceToAsync(now, cancellationToken).ConfigureAwait(false);
        await KillAsync(now, cancellationToken).ConfigureAwait(false);
        await desk.Host.RunDueAsync(now, cancellationToken).ConfigureAwait(false);
        await desk.Tally.KeepAsync(cancellationToken).ConfigureAwait(false);
        await desk.Memory.StandAtAsync(new DeskMemory.Position(date, now), cancellationToken).ConfigureAwait(false);
        desk.Store.CommitBatch();
    }

    private async ValueTask KillAsync(Instant now, CancellationToken cancellationToken)
    {
        while (kills.TryPeek(out var kill) && kill.At <= now)
        {
            kills.Dequeue();
            await desk.Get<KillDesk>().KillAsync(kill.Mode, KillSources.Http, "rehearsal", "the rehearsal was asked for it", cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<DayReport> CloseAsync(LocalDate date, Instant end, CancellationToken cancellationToken)
    {
        desk.Store.BeginBatch();
        var report = await reporter.ReportAsync(date, cancellationToken).ConfigureAwait(false);
        await desk.Memory.KeepAsync(report, cancellationToken).ConfigureAwait(false);
        await desk.Memory.StandAtAsync(new DeskMemory.Position(date.PlusDays(1), clock.Now), cancellationToken).ConfigureAwait(false);
        desk.Store.CommitBatch();
        return report;
    }

    private Task PaceAsync(Instant next, CancellationToken cancellationToken) => request.Speed is { } times
        ? Task.Delay((next - clock.Now).ToTimeSpan() / times, wallClock, cancellationToken)
        : Task.CompletedTask;
}
