using NodaTime;

namespace Trading.Time;

/// <summary>The jobs of a trading day, in the order of the day.</summary>
public static class Jobs
{
    /// <summary>The bars of the night. Its lease is as long as a host lets a function run.</summary>
    public static Job NightlyResearch { get; } = new(
        "NightlyResearch", JobCrons.NightlyResearch, SlotRule.OnceADay, Duration.FromMinutes(30), [JobWindow.Between(new(2, 0), new(3, 0))]);

    /// <summary>The pre-market checklist, and once more half an hour before the open.</summary>
    public static Job Preflight { get; } = new(
        "Preflight",
        JobCrons.Preflight,
        SlotRule.OnceAWindow,
        Duration.FromMinutes(5),
        [JobWindow.Between(new(8, 0), new(8, 55)), JobWindow.Between(new(9, 0), new(9, 25))]);

    /// <summary>The scan before the open. Its lease ends in time for a second try before the window does.</summary>
    public static Job Scan { get; } = new(
        "Scan", JobCrons.Scan, SlotRule.OnceADay, Duration.FromMinutes(15), [JobWindow.Between(new(8, 30), new(9, 25))]);

    /// <summary>The day's execution loop is started.</summary>
    public static Job ExecutionRestart { get; } = new(
        "ExecutionRestart", JobCrons.ExecutionRestart, SlotRule.OnceADay, Duration.FromMinutes(5), [JobWindow.Between(new(8, 40), new(9, 25))]);

    /// <summary>Our books against the broker's, every minute of the session.</summary>
    public static Job Reconcile { get; } = new(
        "Reconcile", JobCrons.Reconcile, SlotRule.Every(1), Duration.FromMinutes(2), [JobWindow.OpenToClose]);

    /// <summary>The named health checks, every five minutes of every day.</summary>
    public static Job HealthCheck { get; } = new(
        "HealthCheck", JobCrons.HealthCheck, SlotRule.Every(5), Duration.FromMinutes(5), [JobWindow.AllDay])
    {
        EveryDay = true,
    };

    /// <summary>Drives what was missed or died.</summary>
    public static Job Watchdog { get; } = new(
        "Watchdog", JobCrons.Watchdog, SlotRule.Every(15), Duration.FromMinutes(10), [JobWindow.Between(new(9, 0), new(20, 0))]);

    /// <summary>The second look: the broker's activities against the journal.</summary>
    public static Job Integrity { get; } = new(
        "Integrity", JobCrons.Integrity, SlotRule.Every(15), Duration.FromMinutes(10), [JobWindow.FullQuarters]);

    /// <summary>The key figures, every full hour of the session.</summary>
    public static Job Kpi { get; } = new(
        "Kpi", JobCrons.Kpi, SlotRule.Every(60), Duration.FromMinutes(5), [JobWindow.FullHours]);

    /// <summary>The books are closed. Its lease ends before the next fire.</summary>
    public static Job EndOfDay { get; } = new(
        "EndOfDay", JobCrons.EndOfDay, SlotRule.OnceADay, Duration.FromMinutes(10), [JobWindow.AfterClose(30, new(20, 0))]);

    /// <summary>A snapshot of all records, every quarter of an hour of the session and once after the close of the books.</summary>
    public static Job BackupState { get; } = new(
        "BackupState", JobCrons.BackupState, SlotRule.Every(15), Duration.FromMinutes(10), [JobWindow.FullQuarters, JobWindow.QuarterAfterBooks]);

    /// <summary>What has been kept long enough is removed, every night.</summary>
    public static Job Retention { get; } = new(
        "Retention", JobCrons.Retention, SlotRule.OnceADay, Duration.FromMinutes(30), [JobWindow.Between(new(0, 30), new(1, 30))])
    {
        EveryDay = true,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Job> All { get; } =
        [Retention, NightlyResearch, Preflight, Scan, ExecutionRestart, Reconcile, HealthCheck, Watchdog, Integrity, BackupState, Kpi, EndOfDay];
}
