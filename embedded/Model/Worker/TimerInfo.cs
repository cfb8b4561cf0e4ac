namespace Microsoft.Azure.Functions.Worker;

/// <summary>What a timer's function is told about its fire.</summary>
public class TimerInfo
{
    /// <summary>The schedule as it stood before this fire, or null when it is not monitored.</summary>
    public ScheduleStatus? ScheduleStatus { get; set; }

    /// <summary>Whether this fire makes up for one that was missed while the host was down.</summary>
    public bool IsPastDue { get; set; }
}

/// <summary>The state of a timer's schedule. All instants are UTC.</summary>
public class ScheduleStatus
{
    /// <summary>The last fire; the default value when there was none.</summary>
    public DateTime Last { get; set; }

    /// <summary>The occurrence that follows <see cref="Last"/>: during a fire, the scheduled instant of that fire.</summary>
    public DateTime Next { get; set; }

    /// <summary>When this status was written.</summary>
    public DateTime LastUpdated { get; set; }
}
