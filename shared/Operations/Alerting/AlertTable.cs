namespace Trading.Operations.Alerting;

/// <summary>
/// Every alert the desk can raise: what it watches, from when, how bad, whose, who is told, what is done. The thresholds are the runbooks';
/// those that bound money (value at risk, drawdowns, daily loss, leverage) are in percent of the limits and move with them.
/// </summary>
public static class AlertTable
{
    private static readonly Dictionary<string, AlertRule> ByCode = MetricRules.All.Concat(EventRules.All).ToDictionary(rule => rule.Code, StringComparer.Ordinal);

    /// <summary>All rules, by code.</summary>
    public static IReadOnlyList<AlertRule> All { get; } = [.. ByCode.Values.OrderBy(rule => rule.Code, StringComparer.Ordinal)];

    /// <summary>The rules that watch a metric; those of one metric stand together, the worst first.</summary>
    public static IReadOnlyList<AlertRule> Watching { get; } = MetricRules.All;

    /// <summary>Whether the table has the code.</summary>
    public static bool Knows(string code) => ByCode.ContainsKey(code);

    /// <summary>The rule of a code. A code that nobody put into the table is SEV3 and the one on call is told: an unlisted alert is still an alert.</summary>
    public static AlertRule Of(string code) => ByCode.GetValueOrDefault(code)
        ?? new AlertRule(code, AlertLevel.Sev3, AlertParty.OnCall, "An alert that the table does not list", "Read its sentence; add the code to the table of alerts");
}
