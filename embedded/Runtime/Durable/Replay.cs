using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>Where an orchestrator stands after a replay.</summary>
/// <param name="At">The time of the last event that it has handled, UTC.</param>
/// <param name="Requested">What it asked for beyond its history.</param>
/// <param name="Open">Everything it has asked for that is not answered.</param>
/// <param name="CustomStatus">What it shows about itself, JSON.</param>
/// <param name="Ending">How it has ended, or null while it goes on.</param>
internal sealed record Standing(
    DateTime At,
    IReadOnlyList<HistoryEvent> Requested,
    IReadOnlyList<HistoryEvent> Open,
    string? CustomStatus,
    Ending? Ending);

/// <summary>The end of a run.</summary>
/// <param name="Status">How it ended; Running when it begins anew.</param>
/// <param name="Output">Its output, JSON.</param>
/// <param name="Failure">Why it failed.</param>
/// <param name="Next">The run that follows.</param>
internal sealed record Ending(OrchestrationRuntimeStatus Status, string? Output, Failure? Failure, OrchestratorContext.NextRun? Next)
{
    public static Ending Failed(Exception fault) => new(OrchestrationRuntimeStatus.Failed, Output: null, Failure.Of(fault), Next: null);
}

/// <summary>Runs an orchestrator's code from its start through its history and what has newly arrived, on the caller's thread.</summary>
internal sealed class Replay
{
    private readonly InstanceRecord instance;
    private readonly OrchestratorThread thread;
    private readonly OrchestratorContext context;
    private readonly Func<OrchestratorContext, Task<object?>> code;
    private Task<string?> run = null!;

    public Replay(string id, InstanceRecord instance, Func<OrchestratorContext, Task<object?>> code, ILoggerFactory loggers, Action trespassed)
    {
        this.instance = instance;
        this.code = code;
        thread = new OrchestratorThread(trespassed);
        context = new OrchestratorContext(id, instance, thread, loggers);
    }

    public Standing Through(IReadOnlyList<HistoryRow> history, IReadOnlyList<HistoryEvent> arrived)
    {
        Standing? standing = null;
        thread.Run(() => standing = Play(history, arrived));
        return standing!;
    }

    private Standing Play(IReadOnlyList<HistoryRow> history, IReadOnlyList<HistoryEvent> arrived)
    {
        try
        {
            var steps = history.Count;
            while (steps > 0 && history[steps - 1].Requested is null)
            {
                steps--;
            }

            context.Replaying = steps > 0;
            run = RunAsync();
            thread.Drain();
            Deliver(instance.Carried);
            for (var i = 0; i < history.Count; i++)
            {
                context.Replaying = i < steps;
                Deliver(history[i].Arrived);
                if (history[i].Requested is { } requested)
                {
                    context.Tasks.Confirm(requested);
                }
            }

            context.Replaying = false;
            Deliver(arrived);
            return Stand(EndingNow());
        }
        catch (NonDeterminismException fault)
        {
            return Stand(Ending.Failed(fault));
        }
    }

    private async Task<string?> RunAsync() => PayloadConverter.Instance.Serialize(await code(context).ConfigureAwait(true));

    private void Deliver(IReadOnlyList<HistoryEvent> arrived)
    {
        for (var i = 0; i < arrived.Count; i++)
        {
            context.Deliver(arrived[i]);
            thread.Drain();
        }
    }

    // As on the platform, a run does not end before the activities and timers it has asked for.
    private Ending? EndingNow()
    {
        if (thread.Trespassed || (!run.IsCompleted && !context.Tasks.HasOpen && !context.Mailbox.HasWaiters))
        {
            return Ending.Failed(new InvalidOperationException(OrchestratorThread.Refusal));
        }

        if (!run.IsCompleted || context.Tasks.HasOpen)
        {
            return null;
        }

        if (!run.IsCompletedSuccessfully)
        {
            return Ending.Failed(run.Exception?.InnerException ?? new TaskCanceledException(run));
        }

        return context.Next is { } next
            ? new Ending(OrchestrationRuntimeStatus.Running, Output: null, Failure: null, next)
            : new Ending(OrchestrationRuntimeStatus.Completed, run.Result, Failure: null, Next: null);
    }

    private Standing Stand(Ending? ending) => new(
        context.CurrentUtcDateTime,
        context.Tasks.Unconfirmed,
        [.. context.Tasks.Open],
        PayloadConverter.Instance.Serialize(context.CustomStatus),
        ending);
}
