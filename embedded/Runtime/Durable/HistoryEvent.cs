namespace Trading.Embedded.Runtime.Durable;

/// <summary>What an orchestration asked for, or what arrived for it.</summary>
internal enum EventKind
{
    /// <summary>The code called an activity.</summary>
    TaskScheduled = 1,

    /// <summary>An activity returned.</summary>
    TaskCompleted = 2,

    /// <summary>An activity threw.</summary>
    TaskFailed = 3,

    /// <summary>The code set a timer.</summary>
    TimerCreated = 4,

    /// <summary>A timer fired.</summary>
    TimerFired = 5,

    /// <summary>Somebody outside raised an event.</summary>
    EventRaised = 6,
}

/// <summary>One event of an orchestration's history.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Id">The number of the task that it is about, in the order in which the code asked; -1 for an event from outside.</param>
/// <param name="At">UTC: when it happened; for a timer that is set, when it is to fire.</param>
/// <param name="Name">The name of the activity or of the raised event.</param>
/// <param name="Data">The payload, JSON.</param>
/// <param name="Failure">Why an activity failed.</param>
internal sealed record HistoryEvent(EventKind Kind, int Id, DateTime At, string? Name = null, string? Data = null, Failure? Failure = null)
{
    /// <summary>What the code asks for, in words. A task's input is left out: it does not decide whether two are the same.</summary>
    public string Request => Kind == EventKind.TaskScheduled ? $"activity {Name}" : $"timer at {At:yyyy-MM-dd HH:mm:ss.FFFFFFF}";

    /// <summary>Whether the code that asked for this is asking for the same as <paramref name="other"/>.</summary>
    public bool SameRequest(HistoryEvent other) =>
        Id == other.Id
        && Kind == other.Kind
        && (Kind == EventKind.TaskScheduled ? string.Equals(Name, other.Name, StringComparison.OrdinalIgnoreCase) : At == other.At);
}

/// <summary>One record of the history: a step of the orchestrator, or an event that waits for the next one.</summary>
/// <param name="Generation">The run it belongs to; rows of earlier runs are left behind and written over.</param>
/// <param name="Arrived">What arrived, in order.</param>
/// <param name="Requested">What the code then asked for, in order; null when it has not yet been run on what arrived.</param>
internal sealed record HistoryRow(int Generation, IReadOnlyList<HistoryEvent> Arrived, IReadOnlyList<HistoryEvent>? Requested);
