namespace Trading.Operations.Inquiry.States;

/// <summary>A record that is not what the journal says.</summary>
/// <param name="Kind"><c>orders</c>, <c>fills</c>, <c>kill</c>, <c>gates</c>, <c>loop</c> or <c>pauses</c>.</param>
/// <param name="Key">Which record.</param>
/// <param name="What"><c>missing</c>: the journal has it, the records have not; <c>extra</c>: the other way round; <c>different</c>.</param>
/// <param name="Field">The member that differs; null of a whole record.</param>
/// <param name="Journal">What the journal says.</param>
/// <param name="Record">What the record says.</param>
/// <param name="Rebuilds">Whether a rebuild writes what the journal says.</param>
/// <param name="Why">Why it does not.</param>
public sealed record StateDifference(string Kind, string Key, string What, string? Field, string? Journal, string? Record, bool Rebuilds, string? Why = null);

/// <summary>What the journal can prove of one kind of records.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Rebuilds"><c>yes</c>, <c>partly</c> or <c>no</c>.</param>
/// <param name="Note">How far, and what makes them again otherwise.</param>
public sealed record RebuildKind(string Kind, string Rebuilds, string Note);

/// <summary>The records against the journal.</summary>
/// <param name="Status"><c>PASS</c> when they agree, otherwise <c>FAIL</c>.</param>
/// <param name="Events">Events of the journal at the time.</param>
/// <param name="Count">Differences.</param>
/// <param name="Differences">The differences, by kind and key.</param>
/// <param name="Applied">Whether a rebuild wrote.</param>
/// <param name="Written">Records that it wrote.</param>
/// <param name="Kinds">What can be rebuilt and what can't.</param>
/// <param name="Reason">One line for people.</param>
public sealed record StateReport(
    string Status, long Events, int Count, IReadOnlyList<StateDifference> Differences, bool Applied, int Written, IReadOnlyList<RebuildKind> Kinds, string Reason)
{
    /// <summary>What can be rebuilt and what can't.</summary>
    public static IReadOnlyList<RebuildKind> AllKinds { get; } =
    [
        new("orders", "yes", "terms and progress; an order goes forward only; times are those of the events"),
        new("fills", "yes", "missing executions are booked again; a booked one is never changed"),
        new("kill", "partly", "the mode is raised to the journal's, never lowered"),
        new("gates", "partly", "a gate is shut as the journal has it, never opened"),
        new("loop", "no", "compared; system/start and system/shutdown set it"),
        new("pauses", "no", "compared; pause and resume set them"),
        new("closes", "no", "EndOfDay makes closes and lots again from the executions"),
        new("positions", "no", "the next reconcile takes them from the broker and the executions"),
        new("limits", "no", "config history and rollback hold them"),
        new("alerts", "no", "the journal has each alert, its record is not made again"),
        new("runs", "no", "a slot that is forgotten runs again within its window, which every job allows"),
    ];
}
