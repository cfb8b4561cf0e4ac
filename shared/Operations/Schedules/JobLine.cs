using NodaTime;
using Trading.Time;

namespace Trading.Operations.Schedules;

/// <summary>The newest attempt of a job.</summary>
/// <param name="Date">Its trading date, New York.</param>
/// <param name="Slot">Its slot.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempt">1 for the first attempt at the slot.</param>
/// <param name="StartedAt">When it began, UTC.</param>
/// <param name="EndedAt">When it ended, UTC, or null.</param>
/// <param name="Seconds">How long it took, or null while it has not ended.</param>
/// <param name="Result">Its result or its error, one line, or null.</param>
public sealed record LastRun(LocalDate Date, string Slot, RunState State, int Attempt, Instant StartedAt, Instant? EndedAt, decimal? Seconds, string? Result)
{
    internal static LastRun Of(RunRecord row) => new(
        row.Date, row.Slot, row.State, row.Attempt, row.StartedAt, row.EndedAt, row.EndedAt is { } ended ? decimal.Round((decimal)(ended - row.StartedAt).TotalSeconds, 3) : null, row.Note);
}

/// <summary>How far a job is behind its calendar. The next slot that is done makes up for those before it.</summary>
/// <param name="Missed">Slots that went by and were not done, since the last one that was.</param>
/// <param name="LateSeconds">Seconds since the oldest slot that has begun and is not done; 0 when none is due.</param>
public readonly record struct JobDue(int Missed, decimal LateSeconds);

/// <summary>A job as operators see it.</summary>
/// <param name="Name">The job.</param>
/// <param name="Status"><c>idle</c>, <c>running</c>, <c>failed</c> or <c>disabled</c>.</param>
/// <param name="Cron">Its timer, six fields, UTC.</param>
/// <param name="Windows">When it may run, New York.</param>
/// <param name="Enabled">Whether its fires run.</param>
/// <param name="Who">Who switched it last, or null.</param>
/// <param name="Why">Why, or null.</param>
/// <param name="Last">Its newest attempt in the last week, or null.</param>
/// <param name="Next">Its next three slots by the calendar, UTC.</param>
/// <param name="Missed">Slots that went by today and were not done, since the last one that was.</param>
/// <param name="LateSeconds">Seconds since the oldest slot that is due; 0 when none is.</param>
public sealed record JobLine(
    string Name, string Status, string Cron, IReadOnlyList<string> Windows, bool Enabled, string? Who, string? Why, LastRun? Last, IReadOnlyList<Instant> Next, int Missed, decimal LateSeconds);
