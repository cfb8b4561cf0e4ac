using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using NodaTime;
using Trading.Control;
using Trading.Control.Operators;
using Trading.Functions.Loop;
using Trading.Functions.Work;
using Trading.Operations.Schedules;
using Trading.Time;

namespace Trading.Functions.Http;

/// <summary>The jobs and the execution loop under the name by which runbooks call what works on its own: agents.</summary>
public sealed class AgentsFunction(JobBoard board, LoopSwitch wanted, HandRuns runs, LoopControl loop, TimeProvider clock)
{
    /// <summary>Each agent: running, idle, stopped, disabled or failed.</summary>
    [Answers(typeof(AgentsAnswer))]
    [Function("AgentsStatus")]
    public async Task<IResult> StatusAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/agents/status")] HttpRequest request, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var agents = (await board.ListAsync(cancellationToken))
            .Select(job => new Agent(job.Name, job.Status, job.Last?.StartedAt, job.Next.Count > 0 ? job.Next[0] : null, job.Enabled ? job.Last?.Result : $"disabled by {job.Who}: {job.Why}"))
            .Prepend(await LoopAsync(client, cancellationToken))
            .ToList();
        return Answer.Json(new AgentsAnswer(agents.Count, agents));
    }

    /// <summary>Runs a job now, or ends the execution loop and starts it again. What an operator stopped is not started.</summary>
    [Answers(typeof(RunAnswer))]
    [Reads(typeof(ReasonBody))]
    [Function("RestartAgent")]
    [Access(Role.Operator)]
    public async Task<IResult> RestartAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/agents/restart/{name}")] HttpRequest request, string name, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        var why = (await request.ReadAsync<ReasonBody>(cancellationToken)).ReasonOr("no reason given");
        if (LoopControl.IsCalled(name))
        {
            return await RestartLoopAsync(client, request.Caller().Name, why, cancellationToken);
        }

        return HandRuns.Find(name) is { } job
            ? JobAnswer.Of(job, await runs.RunAsync(job, client, request.Caller().Name, why, cancellationToken))
            : JobsFunction.Unknown(name);
    }

    private async Task<IResult> RestartLoopAsync(DurableTaskClient client, string who, string why, CancellationToken cancellationToken)
    {
        if (await wanted.ReadAsync(cancellationToken) is { Mode: LoopMode.Stopped } stopped)
        {
            return Answer.Problem(StatusCodes.Status409Conflict, "stopped", $"the desk is stopped by {stopped.Who}: {stopped.Why}; system/start lets it run again");
        }

        await loop.TerminateAsync(client, who, why, cancellationToken);
        return Answer.Json(new RunAnswer(nameof(ExecutionLoop), "ran", null, await loop.StartAsync(client, cancellationToken)));
    }

    private async Task<Agent> LoopAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var (seen, state) = (await LoopControl.StatusAsync(client, cancellationToken), await wanted.ReadAsync(cancellationToken));
        var session = ExchangeCalendar.Nyse.OpenAt(clock.Now());
        var status = seen.RunningCount > 0 ? "running" : state.Mode == LoopMode.Stopped ? "stopped" : session is not null || seen.Problem is not null ? "failed" : "idle";
        var reason = seen.Problem ?? (state.Mode == LoopMode.Running ? seen.RunningInstance : $"{state.Mode.Word()} by {state.Who}: {state.Why}");
        return new Agent(nameof(ExecutionLoop), status, null, null, reason);
    }
}

/// <summary>All agents.</summary>
/// <param name="Count">How many.</param>
/// <param name="Agents">The loop first, then the jobs in the order of the day.</param>
internal sealed record AgentsAnswer(int Count, IReadOnlyList<Agent> Agents);

/// <summary>One agent.</summary>
/// <param name="Name">The job, or <c>ExecutionLoop</c>.</param>
/// <param name="Status"><c>running</c>, <c>idle</c>, <c>stopped</c>, <c>disabled</c> or <c>failed</c>.</param>
/// <param name="Last">When it last ran, UTC, or null.</param>
/// <param name="Next">When it is due, UTC, or null.</param>
/// <param name="Reason">Its last result, or why it does not run.</param>
internal sealed record Agent(string Name, string Status, Instant? Last, Instant? Next, string? Reason);
