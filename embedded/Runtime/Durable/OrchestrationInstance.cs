using Microsoft.DurableTask.Client;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>An instance in memory: its record, the history of its present run, and where its code stands.</summary>
internal sealed class OrchestrationInstance(string id, InstanceRecord record, List<HistoryRow> history)
{
    private readonly HashSet<int> dispatched = [];

    public string Id => id;

    public InstanceRecord Record { get; private set; } = record;

    public IReadOnlyList<HistoryRow> History => history;

    /// <summary>Whether the code has yet to run on what is there: at a start, after an event, and after a restart of the host.</summary>
    public bool IsReady { get; private set; } = record.Status == OrchestrationRuntimeStatus.Running;

    /// <summary>What the code waits for.</summary>
    public IReadOnlyList<HistoryEvent> Open { get; private set; } = [];

    public string? CustomStatus { get; private set; } = record.CustomStatus;

    /// <summary>When anything last happened, UTC.</summary>
    public DateTime UpdatedAt { get; private set; } = LastOf(record, history);

    public bool IsRunning => Record.Status == OrchestrationRuntimeStatus.Running;

    /// <summary>The status as a client sees it: pending until its code has run once.</summary>
    public OrchestrationRuntimeStatus Status => IsRunning && IsReady && history.Count == 0 && Record.StartedAt == Record.CreatedAt
        ? OrchestrationRuntimeStatus.Pending
        : Record.Status;

    /// <summary>The earliest instant at which the code is to run again, UTC; null when it waits for something that has no time.</summary>
    public DateTime? NextDue => !IsRunning ? null
        : IsReady ? UpdatedAt
        : Open.Where(task => task.Kind == EventKind.TimerCreated).Select(timer => (DateTime?)timer.At).Min();

    /// <summary>The timers that are due, in the order in which they fire.</summary>
    public IEnumerable<HistoryEvent> TimersDue(DateTime now) =>
        Open.Where(task => task.Kind == EventKind.TimerCreated && task.At <= now).OrderBy(timer => timer.At).ThenBy(timer => timer.Id);

    public void Append(HistoryRow row)
    {
        history.Add(row);
        IsReady |= row.Requested is null;
        UpdatedAt = LastOf(Record, history);
    }

    /// <summary>Notes where the code stands and gives the activities that have not been handed out yet.</summary>
    public IReadOnlyList<HistoryEvent> Stands(Standing standing)
    {
        IsReady = false;
        Open = standing.Open;
        CustomStatus = standing.CustomStatus;
        return [.. Open.Where(task => task.Kind == EventKind.TaskScheduled && dispatched.Add(task.Id))];
    }

    /// <summary>Begins the next run, or ends.</summary>
    public void Becomes(InstanceRecord next)
    {
        Record = next;
        history.Clear();
        dispatched.Clear();
        Open = [];
        IsReady = IsRunning;
        CustomStatus = next.CustomStatus;
        UpdatedAt = next.UpdatedAt;
    }

    private static DateTime LastOf(InstanceRecord record, List<HistoryRow> history)
    {
        for (var i = history.Count - 1; i >= 0; i--)
        {
            if (history[i] is { Arrived: [.., { At: var at }] } && at > record.UpdatedAt)
            {
                return at;
            }
        }

        return record.UpdatedAt;
    }
}
