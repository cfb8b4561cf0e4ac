using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trading.Control.Operators;
using Trading.Functions.Loop;
using Trading.Functions.Work;
using Trading.Operations;
using Trading.Operations.Schedules;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The jobs of the day: when they ran and will, run by hand, disabled and enabled; a loop that hangs is ended.</summary>
public sealed class JobsFunction(JobBoard board, JobSwitches switches, HandRuns runs, LoopControl loop)
{
    /// <summary>Every job with its switch, last run, next slots and lateness.</summary>
    [Answers(typeof(JobsAnswer))]
    [Function("Jobs")]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/jobs")] HttpRequest request, CancellationToken cancellationToken)
    {
        var jobs = await board.ListAsync(cancellationToken);
        return Answer.Json(new JobsAnswer(jobs.Count, jobs));
    }

    /// <summary>Runs a job now, in the slot of the clock; with <c>dry_run</c> only says whether it would.</summary>
    [Answers(typeof(RunAnswer))]
    [Reads(typeof(RunBody))]
    [Function("RunJob")]
    [Access(Role.Operator)]
    public async Task<IResult> RunAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/jobs/{name}/run")] HttpRequest request, string name, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<RunBody>(cancellationToken);
        if (HandRuns.Find(name) is not { } job)
        {
            return Unknown(name);
        }

        if (string.IsNullOrWhiteSpace(body.Reason))
        {
            return Answer.Wrong(ReasonBody.Missing);
        }

        if (body.Dry == true)
        {
            var (slot, whyNot) = await board.WouldRunAsync(job, HandRuns.AnyTime(job), cancellationToken);
            return Answer.Json(new RunAnswer(job.Name, whyNot is null ? "would_run" : "would_skip", slot, whyNot));
        }

        return JobAnswer.Of(job, await runs.RunAsync(job, client, request.Caller().Name, body.Reason.Trim(), cancellationToken));
    }

    /// <summary>Lets a job run again.</summary>
    [Answers(typeof(SwitchAnswer))]
    [Reads(typeof(ReasonBody))]
    [Function("EnableJob")]
    [Access(Role.Operator)]
    public Task<IResult> EnableAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/jobs/{name}/enable")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        SwitchAsync(request, name, enabled: true, cancellationToken);

    /// <summary>Keeps a job from running, whoever starts it, until it is enabled.</summary>
    [Answers(typeof(SwitchAnswer))]
    [Reads(typeof(ReasonBody))]
    [Function("DisableJob")]
    [Access(Role.Operator)]
    public Task<IResult> DisableAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/jobs/{name}/disable")] HttpRequest request, string name, CancellationToken cancellationToken) =>
        SwitchAsync(request, name, enabled: false, cancellationToken);

    /// <summary>Ends a loop that hangs; unless an operator stopped the desk, the watchdog starts another.</summary>
    [Answers(typeof(TerminateAnswer))]
    [Reads(typeof(ReasonBody))]
    [Function("TerminateJob")]
    [Access(Role.Operator)]
    public async Task<IResult> TerminateAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/jobs/{name}/terminate")] HttpRequest request, string name, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<ReasonBody>(cancellationToken);
        if (string.IsNullOrWhiteSpace(body.Reason))
        {
            return Answer.Wrong(ReasonBody.Missing);
        }

        if (!LoopControl.IsCalled(name))
        {
            return HandRuns.Find(name) is null ? Unknown(name) : Answer.Problem(StatusCodes.Status409Conflict, "no_loop", $"{name} is no loop; only {nameof(ExecutionLoop)} can be terminated");
        }

        var ended = await loop.TerminateAsync(client, request.Caller().Name, body.Reason.Trim(), cancellationToken);
        return Answer.Json(new TerminateAnswer(ended, ended.Count == 0 ? "no loop runs" : null));
    }

    internal static IResult Unknown(string name) =>
        Answer.Problem(StatusCodes.Status404NotFound, "unknown", $"there is no {name}; there are {HandRuns.Names} and {nameof(ExecutionLoop)}");

    private async Task<IResult> SwitchAsync(HttpRequest request, string name, bool enabled, CancellationToken cancellationToken)
    {
        var body = await request.ReadAsync<ReasonBody>(cancellationToken);
        if (HandRuns.Find(name) is not { } job)
        {
            return Unknown(name);
        }

        if (string.IsNullOrWhiteSpace(body.Reason))
        {
            return Answer.Wrong(ReasonBody.Missing);
        }

        var changed = await switches.SetAsync(job, enabled, request.Caller().Name, body.Reason.Trim(), cancellationToken);
        return Answer.Json(new SwitchAnswer(job.Name, enabled, changed));
    }
}

/// <summary>All jobs.</summary>
/// <param name="Count">How many.</param>
/// <param name="Jobs">In the order of the day.</param>
internal sealed record JobsAnswer(int Count, IReadOnlyList<JobLine> Jobs);

/// <summary>What a run by hand is asked with.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Dry">Only says whether it would run.</param>
internal sealed record RunBody(string? Reason = null, [property: System.Text.Json.Serialization.JsonPropertyName("dry_run")] bool? Dry = null);

/// <summary>What became of a run by hand.</summary>
/// <param name="Name">The job.</param>
/// <param name="Outcome"><c>ran</c>, <c>would_run</c> or <c>would_skip</c>.</param>
/// <param name="Slot">The slot, of a dry run.</param>
/// <param name="Result">Its one-line result, or why it would be skipped.</param>
internal sealed record RunAnswer(string Name, string Outcome, string? Slot, string? Result);

/// <summary>A job's switch after a change.</summary>
/// <param name="Name">The job.</param>
/// <param name="Enabled">Whether it runs.</param>
/// <param name="Changed">Whether it stood otherwise before.</param>
internal sealed record SwitchAnswer(string Name, bool Enabled, bool Changed);

/// <summary>Which loops were ended.</summary>
/// <param name="Ended">Their instances.</param>
/// <param name="Reason">Why there are none, or null.</param>
internal sealed record TerminateAnswer(IReadOnlyList<string> Ended, string? Reason);

/// <summary>How the outcome of a run is answered.</summary>
internal static class JobAnswer
{
    /// <summary>200 when it ran, 409 when its window, its slot or its switch kept it from running, 500 when it failed.</summary>
    public static IResult Of(Job job, JobOutcome outcome) => outcome switch
    {
        JobOutcome.Ran ran => Answer.Json(new RunAnswer(job.Name, "ran", null, ran.Result)),
        JobOutcome.Skipped skipped => Answer.Problem(StatusCodes.Status409Conflict, "skipped", $"{job.Name} did not run: {skipped.Reason}"),
        JobOutcome.Failed failed => Answer.Problem(StatusCodes.Status500InternalServerError, "job_failed", failed.Error),
        _ => throw new ArgumentOutOfRangeException(nameof(outcome), outcome, "an outcome of no kind"),
    };
}
