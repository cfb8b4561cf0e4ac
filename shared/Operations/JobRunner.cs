using Trading.Journal;
using Trading.Operations.Telemetry;
using Trading.Storage;
using Trading.Time;

namespace Trading.Operations;

/// <summary>
/// Runs a job's body at most once a slot, whatever its timer does: asks the calendar, the window, the operator's switch and the run ledger,
/// and journals <c>job-done</c>, <c>job-skipped</c> or <c>job-failed</c> with the reason.
/// </summary>
public sealed class JobRunner(RunLedger ledger, JournalWriter journal, Alerts alerts, TimeProvider clock)
{
    /// <summary>Answers one fire within the job's windows; see the other overload.</summary>
    public Task<JobOutcome> RunAsync(Job job, Func<JobRun, CancellationToken, Task<string>> body, CancellationToken cancellationToken) =>
        RunAsync(job, body, evenOutsideWindow: false, cancellationToken);

    /// <summary>Answers one fire.</summary>
    /// <param name="job">The job that fires.</param>
    /// <param name="body">The work; its string is the run's one-line result. It may run twice: when it dies half-way, or outlives its lease.</param>
    /// <param name="evenOutsideWindow">Runs whatever the day and the window: for a reconcile while an order is Unknown.</param>
    /// <param name="cancellationToken">Passed to the body; a run that is cancelled is marked failed, so that the next fire need not wait for its lease.</param>
    /// <exception cref="StorageException">The ledger or the journal cannot answer: what cannot be recorded does not run.</exception>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public async Task<JobOutcome> RunAsync(
        Job job, Func<JobRun, CancellationToken, Task<string>> body, bool evenOutsideWindow, CancellationToken cancellationToken)
    {
        var (started, ended) = (clock.GetTimestamp(), TelemetryWords.Failed);
        try
        {
            var outcome = await AnswerAsync(job, body, evenOutsideWindow, cancellationToken).ConfigureAwait(false);
            ended = TelemetryWords.Of(outcome);
            return outcome;
        }
        finally
        {
            DeskMeters.JobEnded(job.Name, ended, clock.GetElapsedTime(started));
        }
    }

    private async Task<JobOutcome> AnswerAsync(
        Job job, Func<JobRun, CancellationToken, Task<string>> body, bool evenOutsideWindow, CancellationToken cancellationToken)
    {
        var admission = JobSchedule.Admit(job, clock.Now(), evenOutsideWindow);
        var run = new JobRun(job, admission.Date, admission.Session, admission.Slot, JobRun.CorrelationOf(job, admission.Date, admission.Slot), 0);
        if (admission.Refusal is { } closed)
        {
            return await SkipAsync(run, closed, cancellationToken).ConfigureAwait(false);
        }

        var claim = await ledger.ClaimAsync(job, run.Date, run.Slot, cancellationToken).ConfigureAwait(false);
        return claim.Refusal is { } taken
            ? await SkipAsync(run, taken, cancellationToken).ConfigureAwait(false)
            : await TracedAsync(run with { Attempt = claim.Row!.Attempt }, claim, body, cancellationToken).ConfigureAwait(false);
    }

    private async Task<JobOutcome> TracedAsync(
        JobRun run, RunClaim claim, Func<JobRun, CancellationToken, Task<string>> body, CancellationToken cancellationToken)
    {
        using var span = DeskSpans.Job(run);
        var outcome = await RunClaimedAsync(run, claim, body, cancellationToken).ConfigureAwait(false);
        span.Ended(TelemetryWords.Of(outcome), (outcome as JobOutcome.Failed)?.Error);
        return outcome;
    }

    /// <summary>Answers a fire of a job that has nothing to do here: its slot is done with, and nobody waits for it.</summary>
    /// <param name="job">The job that fires.</param>
    /// <param name="reason">Why there is nothing to do.</param>
    /// <param name="cancellationToken">Cancels the wait.</param>
    /// <exception cref="StorageException">The ledger or the journal cannot answer.</exception>
    public async Task<JobOutcome> PassAsync(Job job, string reason, CancellationToken cancellationToken)
    {
        var admission = JobSchedule.Admit(job, clock.Now());
        var run = new JobRun(job, admission.Date, admission.Session, admission.Slot, JobRun.CorrelationOf(job, admission.Date, admission.Slot), 0);
        if (admission.Refusal is null)
        {
            var claim = await ledger.ClaimAsync(job, run.Date, run.Slot, cancellationToken).ConfigureAwait(false);
            if (claim.Refusal is null)
            {
                await ledger.CompleteAsync(claim, reason, cancellationToken).ConfigureAwait(false);
            }
        }

        var outcome = await SkipAsync(run, admission.Refusal ?? reason, cancellationToken).ConfigureAwait(false);
        DeskMeters.JobEnded(job.Name, TelemetryWords.Of(outcome), TimeSpan.Zero);
        return outcome;
    }

    private async Task<JobOutcome> RunClaimedAsync(
        JobRun run, RunClaim claim, Func<JobRun, CancellationToken, Task<string>> body, CancellationToken cancellationToken)
    {
        string result;
        try
        {
            result = await body(run, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await MarkFailedAsync(run, claim, "cancelled", CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception fault)
        {
            return await FailAsync(run, claim, $"{run.Job.Name}: {fault.Message}", fault, cancellationToken).ConfigureAwait(false);
        }

        if (!await ledger.CompleteAsync(claim, result, cancellationToken).ConfigureAwait(false))
        {
            return await FailAsync(run, claim, $"{run.Job.Name}: outlived its lease: a later attempt took the slot over", null, cancellationToken).ConfigureAwait(false);
        }

        await journal.AppendAsync("job-done", run.Correlation, new JobEvent(run.Job.Name, run.Slot, run.Attempt, null, result), cancellationToken).ConfigureAwait(false);
        return new JobOutcome.Ran(result);
    }

    private async Task<JobOutcome> SkipAsync(JobRun run, string reason, CancellationToken cancellationToken)
    {
        await journal.AppendAsync("job-skipped", run.Correlation, new JobEvent(run.Job.Name, run.Slot, null, reason, null), cancellationToken).ConfigureAwait(false);
        return new JobOutcome.Skipped(reason);
    }

    private async Task<JobOutcome> FailAsync(JobRun run, RunClaim claim, string error, Exception? cause, CancellationToken cancellationToken)
    {
        await MarkFailedAsync(run, claim, error, cancellationToken).ConfigureAwait(false);
        var sentence = $"{error} (slot {run.Slot}, attempt {run.Attempt}). Within {string.Join(" or ", run.Job.Windows)} the next fire tries what is not done.";
        await alerts.RaiseAsync("job-failed", AlertSeverity.Warning, run.Job.Name, sentence, cancellationToken).ConfigureAwait(false);
        return new JobOutcome.Failed(error, cause);
    }

    private async Task MarkFailedAsync(JobRun run, RunClaim claim, string error, CancellationToken cancellationToken)
    {
        await ledger.FailAsync(claim, error, cancellationToken).ConfigureAwait(false);
        await journal.AppendAsync("job-failed", run.Correlation, new JobEvent(run.Job.Name, run.Slot, run.Attempt, error, null), cancellationToken).ConfigureAwait(false);
    }

    // One shape for the three kinds; what does not apply is left out.
    private sealed record JobEvent(string Name, string Slot, int? Attempt, string? Reason, string? Result);
}
