namespace Trading.Operations.Retention;

/// <summary>
/// What is kept how long. The times are the runbooks': audit 7 years, errors 90 days, messages 30 days, positions every 15 minutes for 30 days, configuration daily for 90, decisions a year.
/// One snapshot serves both of their backups, positions and database, and is kept as long as the longer of the two.
/// </summary>
public static class RetentionTable
{
    /// <summary>The journal.</summary>
    public const string Journal = "journal";

    /// <summary>Books.</summary>
    public const string AccountBooks = "books";

    /// <summary>State that is as large as the desk and does not grow with the days.</summary>
    public const string Life = "desk";

    /// <summary>Decisions and what is made of them.</summary>
    public const string Decisions = "decisions";

    /// <summary>Faults: runs and alerts.</summary>
    public const string Faults = "faults";

    /// <summary>What was told once and is in the journal.</summary>
    public const string Messages = "messages";

    /// <summary>Snapshots of all records.</summary>
    public const string Snapshots = "snapshots";

    /// <summary>Daily copies of the configuration.</summary>
    public const string Configuration = "configuration";

    /// <summary>Orchestrations that have ended.</summary>
    public const string Orchestrations = "orchestrations";

    /// <summary>All kinds, the longest kept first.</summary>
    public static IReadOnlyList<RetentionKind> All { get; } =
    [
        new(Journal, "the journal: what happened, hash-chained", null, "7 years; the desk never removes an event"),
        new(AccountBooks, "executions, orders, lots, closes, reports, compliance findings", null, "7 years; the desk never removes them"),
        new(Life, "switches, limits, operators, requests of two people, present state", null, "as long as the desk"),
        new(Decisions, "decisions of the cycles, dry-run ledger, watchlists by day, key figures, execution quality", 365, "365 days"),
        new(Faults, "runs of the jobs, alerts that are over", 90, "90 days"),
        new(Configuration, "the daily copy of the configuration", 90, "90 days"),
        new(Messages, "refusals told once a day", 30, "30 days"),
        new(Snapshots, "all records, every 15 minutes of the session and after the close of the books", 30, "30 days; the newest always"),
        new(Orchestrations, "histories of orchestrations that have ended", 30, "30 days"),
    ];

    /// <summary>A kind by its name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static RetentionKind Of(string name) => All.First(kind => kind.Name == name);
}
