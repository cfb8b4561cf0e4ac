using NodaTime;

namespace Trading.Time;

/// <summary>How far a run has come.</summary>
public enum RunState
{
    /// <summary>Under way, or dead once its lease has ended.</summary>
    Started = 1,

    /// <summary>Done: this slot never runs again.</summary>
    Done = 2,

    /// <summary>Failed: the next fire in the window tries again.</summary>
    Failed = 3,
}

/// <summary>A row of the run ledger: the newest attempt at one slot of a job on a trading date.</summary>
/// <param name="Job">The job's name.</param>
/// <param name="Date">The trading date, New York.</param>
/// <param name="Slot">The slot.</param>
/// <param name="State">How far it has come.</param>
/// <param name="Attempt">1 for the first attempt.</param>
/// <param name="StartedAt">When the attempt began, UTC.</param>
/// <param name="LeaseUntil">Until when a started attempt is taken to be alive, UTC.</param>
/// <param name="EndedAt">When it was done or failed, UTC, or null.</param>
/// <param name="Note">Its result or its error, one line, or null.</param>
public sealed record RunRecord(
    string Job, LocalDate Date, string Slot, RunState State, int Attempt, Instant StartedAt, Instant LeaseUntil, Instant? EndedAt, string? Note)
{
    /// <summary>Whether an attempt is under way at <paramref name="now"/>.</summary>
    public bool IsAlive(Instant now) => State == RunState.Started && now < LeaseUntil;
}

/// <summary>The answer to a claim: the right to run, or why not.</summary>
/// <param name="Row">The row as it now stands.</param>
/// <param name="Version">The row's version while it is ours; null when the claim was refused.</param>
/// <param name="Refusal">Why it was refused, or null.</param>
public sealed record RunClaim(RunRecord? Row, string? Version, string? Refusal);

/// <summary>An operator's switch of a job; a job without one is enabled.</summary>
/// <param name="Enabled">Whether its fires run.</param>
/// <param name="By">Who set it.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When, UTC.</param>
public sealed record JobSwitch(bool Enabled, string By, string Reason, Instant At);
