namespace Trading.Operations.Alerting;

/// <summary>Metrics that the alerts make themselves.</summary>
internal static class AlertMetrics
{
    /// <summary>1 for each metric, or source of metrics, that could not be read.</summary>
    public const string Unknown = "reading_unknown";
}
