using Microsoft.DurableTask;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>The tasks that an orchestrator's code has asked for, numbered in that order, and how they are answered.</summary>
internal sealed class TaskLedger(OrchestratorThread thread)
{
    private readonly SortedDictionary<int, OpenTask> open = [];
    private readonly Queue<HistoryEvent> unconfirmed = new();
    private int next;

    /// <summary>What was asked for and is not answered.</summary>
    public IEnumerable<HistoryEvent> Open => open.Values.Select(task => task.Request);

    public bool HasOpen => open.Count > 0;

    /// <summary>What was asked for and is not in the history yet.</summary>
    public IReadOnlyList<HistoryEvent> Unconfirmed => [.. unconfirmed];

    public Task<string?> Schedule(string activity, string? input, DateTime now) =>
        Ask(new HistoryEvent(EventKind.TaskScheduled, next++, now, activity, input)).Task;

    public Task<string?> SetTimer(DateTime fireAt, CancellationToken cancellationToken)
    {
        var request = new HistoryEvent(EventKind.TimerCreated, next++, fireAt);
        var answer = Ask(request);
        cancellationToken.Register(() =>
        {
            if (thread.Admits() && answer.TrySetCanceled(cancellationToken))
            {
                open.Remove(request.Id);
            }
        });
        return answer.Task;
    }

    /// <summary>Answers a task. A task that is no longer open has been answered or cancelled, and the late answer is dropped.</summary>
    public void Answer(HistoryEvent arrived)
    {
        if (arrived.Id >= next)
        {
            throw new NonDeterminismException(new HistoryEvent(RequestFor(arrived.Kind), arrived.Id, arrived.At, arrived.Name), asked: null);
        }

        if (!open.Remove(arrived.Id, out var task))
        {
            return;
        }

        if (arrived.Failure is { } failure)
        {
            task.Answer.TrySetException(new TaskFailedException(task.Request.Name!, arrived.Id, failure.ToDetails()));
        }
        else
        {
            task.Answer.TrySetResult(arrived.Data);
        }
    }

    /// <summary>Checks the step that was recorded against the one that the code has just taken.</summary>
    /// <exception cref="NonDeterminismException">They differ.</exception>
    public void Confirm(IReadOnlyList<HistoryEvent> recorded)
    {
        foreach (var request in recorded)
        {
            if (!unconfirmed.TryDequeue(out var asked) || !asked.SameRequest(request))
            {
                throw new NonDeterminismException(request, asked);
            }
        }

        if (unconfirmed.TryPeek(out var more))
        {
            throw new NonDeterminismException(recorded: null, more);
        }
    }

    private TaskCompletionSource<string?> Ask(HistoryEvent request)
    {
        // Continuations run at once, on the orchestrator's thread, in the order of the history.
        var answer = new TaskCompletionSource<string?>(TaskCreationOptions.None);
        open.Add(request.Id, new OpenTask(request, answer));
        unconfirmed.Enqueue(request);
        return answer;
    }

    private static EventKind RequestFor(EventKind answer) => answer == EventKind.TimerFired ? EventKind.TimerCreated : EventKind.TaskScheduled;

    private sealed record OpenTask(HistoryEvent Request, TaskCompletionSource<string?> Answer);
}
