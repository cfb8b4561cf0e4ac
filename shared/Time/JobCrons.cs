namespace Trading.Time;

/// <summary>The timers of the jobs: six fields (second minute hour day month weekday), UTC, because a host may honour no other zone.</summary>
public static class JobCrons
{
    /// <summary>NightlyResearch: 02:00 New York.</summary>
    public const string NightlyResearch = "0 0 6,7 * * *";

    /// <summary>Preflight: 08:00 and 09:00 New York.</summary>
    public const string Preflight = "0 0 12,13,14 * * *";

    /// <summary>Scan: 08:30 New York.</summary>
    public const string Scan = "0 30 12,13 * * *";

    /// <summary>ExecutionRestart: 08:40 New York.</summary>
    public const string ExecutionRestart = "0 40 12,13 * * *";

    /// <summary>Reconcile: every minute of any session.</summary>
    public const string Reconcile = "0 * 13-21 * * *";

    /// <summary>HealthCheck: every five minutes.</summary>
    public const string HealthCheck = "0 */5 * * * *";

    /// <summary>Watchdog: every quarter of an hour from 09:00 to 20:00 New York.</summary>
    public const string Watchdog = "0 */15 0,13-23 * * *";

    /// <summary>Kpi: every full hour of any session.</summary>
    public const string Kpi = "0 0 13-21 * * *";

    /// <summary>EndOfDay: half an hour after a close at 13:00 or 16:00 New York, and once more later.</summary>
    public const string EndOfDay = "0 30 17,18,20,21,22 * * *";

    /// <summary>Integrity: every quarter of an hour of any session.</summary>
    public const string Integrity = "0 */15 13-21 * * *";

    /// <summary>BackupState: every quarter of an hour of any session, and once after the close of the books.</summary>
    public const string BackupState = "0 */15 13-21 * * *";

    /// <summary>Retention: 00:30 New York.</summary>
    public const string Retention = "0 30 4,5 * * *";
}
