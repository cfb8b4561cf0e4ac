using NodaTime;
using Trading.Time;

namespace Trading.Operations;

/// <summary>What the jobs of a day have done, in quarters of an hour: small enough to draw.</summary>
/// <param name="Date">The New York date.</param>
/// <param name="Open">The opening, UTC; null without a session.</param>
/// <param name="Close">The closing, UTC; null without a session.</param>
/// <param name="Jobs">Each job that has run, by name.</param>
public sealed record DayTimeline(LocalDate Date, Instant? Open, Instant? Close, IReadOnlyList<JobTimeline> Jobs)
{
    /// <summary>The timeline of the run ledger's rows of one date.</summary>
    public static DayTimeline Of(LocalDate date, IReadOnlyList<RunRecord> runs)
    {
        var session = ExchangeCalendar.Nyse.SessionOn(date);
        var jobs = runs.GroupBy(run => run.Job).OrderBy(job => job.Key, StringComparer.Ordinal).Select(job => JobTimeline.Of(job.Key, job)).ToList();
        return new DayTimeline(date, session?.Open, session?.Close, jobs);
    }
}

/// <summary>One job's day.</summary>
/// <param name="Job">The job.</param>
/// <param name="Done">Runs that are done.</param>
/// <param name="Failed">Runs whose last attempt failed.</param>
/// <param name="Running">Runs under way, or dead.</param>
/// <param name="Quarters">The quarters of an hour in which it ran, in the order of time.</param>
public sealed record JobTimeline(string Job, int Done, int Failed, int Running, IReadOnlyList<JobQuarter> Quarters)
{
    private static readonly Duration Quarter = Duration.FromMinutes(15);

    internal static JobTimeline Of(string job, IEnumerable<RunRecord> runs)
    {
        var quarters = runs.GroupBy(run => FloorOf(run.StartedAt)).OrderBy(quarter => quarter.Key).Select(quarter => JobQuarter.Of(quarter.Key, quarter)).ToList();
        return new JobTimeline(job, quarters.Sum(quarter => quarter.Done), quarters.Sum(quarter => quarter.Failed), quarters.Sum(quarter => quarter.Running), quarters);
    }

    private static Instant FloorOf(Instant at) => Instant.FromUnixTimeSeconds(at.ToUnixTimeSeconds() / (long)Quarter.TotalSeconds * (long)Quarter.TotalSeconds);
}

/// <summary>What a job did in one quarter of an hour.</summary>
/// <param name="At">The quarter's beginning, UTC.</param>
/// <param name="Done">Runs that are done.</param>
/// <param name="Failed">Runs whose last attempt failed.</param>
/// <param name="Running">Runs under way, or dead.</param>
/// <param name="Note">The newest run's result or error, one line.</param>
public sealed record JobQuarter(Instant At, int Done, int Failed, int Running, string? Note)
{
    internal static JobQuarter Of(Instant at, IEnumerable<RunRecord> runs)
    {
        var list = runs.OrderBy(run => run.StartedAt).ToList();
        int Count(RunState state) => list.Count(run => run.State == state);
        return new JobQuarter(at, Count(RunState.Done), Count(RunState.Failed), Count(RunState.Started), list[^1].Note);
    }
}
