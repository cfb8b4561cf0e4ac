using NodaTime;
using NodaTime.Text;
using Trading.Control;
using Trading.Execution;
using Trading.Reconciliation;
using Trading.Time;

namespace Trading.Embedded.Rehearsal;

/// <summary>
/// Runs days on the virtual clock. One instant is one step, which nothing cuts short but the end of the process. In a state folder it is one transaction: a process that is killed anywhere
/// leaves the folder as it was after some whole step, and the next one goes on from there as if nothing had happened. A store without transactions is marked while steps are run.
/// </summary>
internal sealed class RehearsalRunner(Desk desk, VirtualClock clock, RehearsalRequest request, TimeProvider wallClock)
{
    // What an instant has begun it ends: a step is a matter of milliseconds, and half of one is worth nothing.
    private static readonly CancellationToken Whole = CancellationToken.None;
    private readonly DayReporter reporter = new(desk, request.Terms.Seed);
    private Queue<(Instant At, KillMode Mode)> kills = new();
    private bool begun;

    /// <summary>Runs the requested days that have not run yet, and reports all of them.</summary>
    public async Task<RehearsalReport> RunAsync(IRehearsalProgress progress, CancellationToken cancellationToken)
    {
        var started = wallClock.GetTimestamp();
        var days = new List<DayReport>(request.Days);
        desk.Tally.Began = function => progress.Fired(function, clock.Now);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, desk.Store.Lost);
        await desk.Store.BeginRunAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await RunDaysAsync(days, progress, either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException lost) when (desk.Store.Lost.IsCancellationRequested)
        {
            throw new RefusedException($"{desk.Store.Place.Name}: another desk took it over, nothing more was written", lost);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await desk.Store.EndRunAsync(CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await desk.Store.EndRunAsync(cancellationToken).ConfigureAwait(false);
        return new RehearsalReport(days, (long)wallClock.GetElapsedTime(started).TotalMilliseconds);
    }

    private async Task RunDaysAsync(List<DayReport> days, IRehearsalProgress progress, CancellationToken cancellationToken)
    {
        for (var date = request.From; date <= request.Through; date = date.PlusDays(1))
        {
            var day = await desk.Memory.DayAsync(date, cancellationToken).ConfigureAwait(false)
                ?? await RunDayAsync(date, progress, cancellationToken).ConfigureAwait(false);
            days.Add(day);
            progress.Done(day);
        }
    }

    private async Task<DayReport> RunDayAsync(LocalDate date, IRehearsalProgress progress, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await BeginAsync(date).ConfigureAwait(false);
        await desk.Tally.OpenAsync(date, Whole).ConfigureAwait(false);
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

        return await CloseAsync(date, end).ConfigureAwait(false);
    }

    private Instant? NextDue() => kills.TryPeek(out var kill) && (desk.Host.NextDue is not { } due || kill.At < due) ? kill.At : desk.Host.NextDue;

    // Not before a day is to be run, and not on the evening before it: a finished day stays as it was reported.
    private async Task BeginAsync(LocalDate date)
    {
        if (begun)
        {
            return;
        }

        begun = true;
        desk.Store.BeginBatch();
        await desk.Host.StartAsync(Whole).ConfigureAwait(false);
        clock.MoveTo(Instant.Max(NewYork.StartOf(date), clock.Now));
        await CatchUpAsync(date).ConfigureAwait(false);

        // A rehearsal trades, on paper: these two gates are open, and its report says so.
        var gates = desk.Get<TradingGates>();
        await gates.SetDryRunAsync(request.DryRun, "rehearsal", "a rehearsal trades on paper", Whole).ConfigureAwait(false);
        await gates.ApproveAsync("rehearsal", "a rehearsal trades on paper", Whole).ConfigureAwait(false);
        desk.Store.CommitBatch();
    }

    // Between two dates of a state the broker went on without us: what it did then is booked before the day begins.
    private async Task CatchUpAsync(LocalDate date)
    {
        if (await desk.Memory.StandsAtAsync(Whole).ConfigureAwait(false) is { } stood && stood.Date < date)
        {
            await desk.Get<Reconciler>().BackfillAsync(stood.Date, $"catch-up-{LocalDatePattern.Iso.Format(date)}", Whole).ConfigureAwait(false);
        }
    }

    private async Task StepAsync(LocalDate date, Instant now, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        clock.MoveTo(now);
        desk.Store.BeginBatch();
        await desk.Venue.AdvanceToAsync(now, Whole).ConfigureAwait(false);
        await KillAsync(now).ConfigureAwait(false);
        await desk.Host.RunDueAsync(now, Whole).ConfigureAwait(false);
        await desk.Tally.KeepAsync(Whole).ConfigureAwait(false);
        await desk.Memory.StandAtAsync(new DeskMemory.Position(date, now), Whole).ConfigureAwait(false);
        desk.Store.CommitBatch();
    }

    private async ValueTask KillAsync(Instant now)
    {
        while (kills.TryPeek(out var kill) && kill.At <= now)
        {
            kills.Dequeue();
            await desk.Get<KillDesk>().KillAsync(kill.Mode, KillSources.Http, "rehearsal", "the rehearsal was asked for it", Whole).ConfigureAwait(false);
        }
    }

    private async Task<DayReport> CloseAsync(LocalDate date, Instant end)
    {
        desk.Store.BeginBatch();
        var report = await reporter.ReportAsync(date, Whole).ConfigureAwait(false);
        await desk.Memory.KeepAsync(report, Whole).ConfigureAwait(false);
        await desk.Memory.StandAtAsync(new DeskMemory.Position(date.PlusDays(1), clock.Now), Whole).ConfigureAwait(false);
        desk.Store.CommitBatch();
        return report;
    }

    private Task PaceAsync(Instant next, CancellationToken cancellationToken) => request.Speed is { } times
        ? Task.Delay((next - clock.Now).ToTimeSpan() / times, wallClock, cancellationToken)
        : Task.CompletedTask;
}
