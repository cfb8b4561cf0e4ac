using NodaTime;

namespace Trading.Functions.Work;

/// <summary>One line of a verification.</summary>
/// <param name="Name">What was looked at.</param>
/// <param name="Result"><c>PASS</c>, <c>WARN</c> or <c>FAIL</c>.</param>
/// <param name="Sentence">With the numbers.</param>
public sealed record VerifyLine(string Name, string Result, string Sentence);

/// <summary>A scheduled job as this program holds it.</summary>
/// <param name="Name">The function.</param>
/// <param name="Schedule">Its cron expression, UTC.</param>
/// <param name="Enabled">Whether its fires run.</param>
/// <param name="Next">When its next slot begins, UTC; null when none begins within ten days.</param>
public sealed record ScheduledJob(string Name, string? Schedule, bool Enabled, Instant? Next);

/// <summary>Whether what runs is what should run.</summary>
/// <param name="Status">That of the worst line.</param>
/// <param name="At">When, UTC.</param>
/// <param name="Build">The program's version.</param>
/// <param name="SchemaVersion">The version of the store's records.</param>
/// <param name="Account">The account.</param>
/// <param name="Lines">The lines.</param>
/// <param name="Jobs">The scheduled jobs with their next slots.</param>
/// <param name="Functions">All functions that this program holds.</param>
public sealed record VerifyReport(
    string Status, Instant At, string Build, int SchemaVersion, string Account, IReadOnlyList<VerifyLine> Lines, IReadOnlyList<ScheduledJob> Jobs, IReadOnlyList<KnownFunction> Functions);
