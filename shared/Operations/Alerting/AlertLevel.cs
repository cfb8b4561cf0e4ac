using NodaTime;

namespace Trading.Operations.Alerting;

/// <summary>How fast somebody must answer, SEV1 first.</summary>
public enum AlertLevel
{
    /// <summary>Critical: five minutes. Never silenced.</summary>
    Sev1 = 1,

    /// <summary>High: fifteen minutes.</summary>
    Sev2 = 2,

    /// <summary>Medium: an hour.</summary>
    Sev3 = 3,

    /// <summary>Low: four hours.</summary>
    Sev4 = 4,
}

/// <summary>Who is told, and who owns an alert.</summary>
public enum AlertParty
{
    /// <summary>Who is on call.</summary>
    OnCall = 1,

    /// <summary>The risk manager.</summary>
    RiskManager = 2,

    /// <summary>The compliance officer.</summary>
    Compliance = 3,

    /// <summary>The chief technology officer.</summary>
    Cto = 4,
}

/// <summary>What the desk does by itself when an alert is raised.</summary>
public enum AlertActionKind
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>No entries until the alert is resolved; the alert tells what to reduce.</summary>
    ReducePositions = 1,

    /// <summary>The kill switch goes to close_only.</summary>
    CloseOnly = 2,

    /// <summary>The kill switch goes to halt_all.</summary>
    HaltAll = 3,
}

/// <summary>The words by which levels, parties and actions are written.</summary>
public static class AlertWords
{
    /// <summary><c>SEV1</c> to <c>SEV4</c>.</summary>
    public static string Word(this AlertLevel level) => level switch
    {
        AlertLevel.Sev1 => "SEV1",
        AlertLevel.Sev2 => "SEV2",
        AlertLevel.Sev3 => "SEV3",
        _ => "SEV4",
    };

    /// <summary><c>oncall</c>, <c>risk_manager</c>, <c>compliance</c> or <c>cto</c>.</summary>
    public static string Word(this AlertParty party) => party switch
    {
        AlertParty.OnCall => "oncall",
        AlertParty.RiskManager => "risk_manager",
        AlertParty.Compliance => "compliance",
        _ => "cto",
    };

    /// <summary><c>none</c>, <c>reduce_positions</c>, <c>close_only</c> or <c>halt_all</c>.</summary>
    public static string Word(this AlertActionKind action) => action switch
    {
        AlertActionKind.ReducePositions => "reduce_positions",
        AlertActionKind.CloseOnly => "close_only",
        AlertActionKind.HaltAll => "halt_all",
        _ => "none",
    };

    /// <summary>Within how long somebody answers.</summary>
    public static Duration ResponseTime(this AlertLevel level) => level switch
    {
        AlertLevel.Sev1 => Duration.FromMinutes(5),
        AlertLevel.Sev2 => Duration.FromMinutes(15),
        AlertLevel.Sev3 => Duration.FromHours(1),
        _ => Duration.FromHours(4),
    };

    /// <summary>What a caller that knows three severities calls the level.</summary>
    public static AlertSeverity Severity(this AlertLevel level) =>
        level <= AlertLevel.Sev2 ? AlertSeverity.Critical : level == AlertLevel.Sev3 ? AlertSeverity.Warning : AlertSeverity.Info;
}
