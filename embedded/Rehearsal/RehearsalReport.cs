namespace Trading.Embedded.Rehearsal;

/// <summary>A whole rehearsal: one report for each requested day, and the real time this run took.</summary>
internal sealed record RehearsalReport(IReadOnlyList<DayReport> Days, long ElapsedMs)
{
    /// <summary>Whether every invariant of every day held.</summary>
    public bool Held() => Days.All(day => day.Held());
}
