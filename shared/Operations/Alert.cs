using NodaTime;

namespace Trading.Operations;

/// <summary>How much an alert matters.</summary>
public enum AlertSeverity
{
    /// <summary>Good to know.</summary>
    Info = 1,

    /// <summary>Look at it today.</summary>
    Warning = 2,

    /// <summary>Look at it now.</summary>
    Critical = 3,
}

/// <summary>How far an alert has come.</summary>
public enum AlertState
{
    /// <summary>Nobody has answered.</summary>
    Open = 1,

    /// <summary>Recorded, and not told while a silence lasts.</summary>
    Silenced = 2,

    /// <summary>Somebody looks after it.</summary>
    Acknowledged = 3,

    /// <summary>Over.</summary>
    Resolved = 4,
}

/// <summary>Something a person should know.</summary>
/// <param name="Id">Date, code and subject: the same fact on one day is one alert.</param>
/// <param name="Code">What, such as <c>position-external</c>.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Subject">What it is about: a symbol, a job, an order id.</param>
/// <param name="Sentence">The sentence a person reads: what, where, what to do.</param>
/// <param name="At">When it was first raised, UTC.</param>
public sealed record Alert(string Id, string Code, AlertSeverity Severity, string Subject, string Sentence, Instant At)
{
    /// <summary>How far it has come.</summary>
    public AlertState State { get; init; } = AlertState.Open;

    /// <summary>When it was last raised again after it had been resolved, UTC; null when never.</summary>
    public Instant? ReopenedAt { get; init; }

    /// <summary>How often it was raised: again after each time it was resolved.</summary>
    public int Times { get; init; } = 1;

    /// <summary>How many of the three steps of escalation were taken.</summary>
    public int Escalation { get; init; }

    /// <summary>When the next step is due, UTC; null when none is.</summary>
    public Instant? NextEscalationAt { get; init; }

    /// <summary>Who answered.</summary>
    public string? AcknowledgedBy { get; init; }

    /// <summary>When, UTC.</summary>
    public Instant? AcknowledgedAt { get; init; }

    /// <summary>What they said.</summary>
    public string? Note { get; init; }

    /// <summary>The silence that keeps it quiet.</summary>
    public string? Silence { get; init; }

    /// <summary>When the table's action was taken, UTC; null when there is none or it could not be taken yet.</summary>
    public Instant? ActedAt { get; init; }

    /// <summary>When it was over, UTC.</summary>
    public Instant? ResolvedAt { get; init; }

    /// <summary>Why it was over.</summary>
    public string? Resolution { get; init; }

    /// <summary>Since when it stands, UTC: what its age is counted from.</summary>
    public Instant Since() => ReopenedAt ?? At;
}
