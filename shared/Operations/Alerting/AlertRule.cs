using NodaTime;

namespace Trading.Operations.Alerting;

/// <summary>One line of the table of alerts.</summary>
/// <param name="Code">What, such as <c>var-critical</c>.</param>
/// <param name="Level">How fast somebody must answer.</param>
/// <param name="Owner">Whose it is.</param>
/// <param name="Sentence">What it means, one line.</param>
/// <param name="Runbook">What to do first, one line.</param>
public sealed record AlertRule(string Code, AlertLevel Level, AlertParty Owner, string Sentence, string Runbook)
{
    /// <summary>Who is told at once; nobody when it is only recorded.</summary>
    public IReadOnlyList<AlertParty> Notify { get; init; } = [AlertParty.OnCall];

    /// <summary>What it watches; null for an alert that code raises when something happens.</summary>
    public MetricCondition? When { get; init; }

    /// <summary>What the desk does by itself, once each time it is raised.</summary>
    public AlertActionKind Action { get; init; }
}

/// <summary>When a metric is out of bounds, and when it is well again.</summary>
/// <param name="Metric">The metric, such as <c>var_utilization</c>.</param>
/// <param name="Above">True: a value above the threshold is out of bounds; false: one below it.</param>
/// <param name="Threshold">In the metric's unit; the threshold itself is within bounds unless <paramref name="Inclusive"/>.</param>
/// <param name="Inclusive">Whether the threshold itself is out of bounds.</param>
public sealed record MetricCondition(string Metric, bool Above, decimal Threshold, bool Inclusive)
{
    /// <summary>For how long it must last before the alert is raised.</summary>
    public Duration For { get; init; }

    /// <summary>The value at which it is well again, where that is further back than the threshold; a metric that wavers does not raise its alert again and again.</summary>
    public decimal? Clear { get; init; }

    /// <summary>In words, such as <c>var_utilization &gt; 0.9</c>.</summary>
    public string Words => $"{Metric} {(Above ? ">" : "<")}{(Inclusive ? "=" : string.Empty)} {Threshold:0.####}";

    /// <summary>Whether a value is out of bounds.</summary>
    public bool IsOut(decimal value) => (Inclusive && value == Threshold) || (Above ? value > Threshold : value < Threshold);

    /// <summary>Whether an alert that is raised may be resolved at this value.</summary>
    public bool IsWell(decimal value) => !IsOut(value) && (Clear is not { } clear || (Above ? value <= clear : value >= clear));

    internal static MetricCondition Over(string metric, decimal threshold) => new(metric, Above: true, threshold, Inclusive: false);

    internal static MetricCondition AtLeast(string metric, decimal threshold) => new(metric, Above: true, threshold, Inclusive: true);

    internal static MetricCondition Under(string metric, decimal threshold) => new(metric, Above: false, threshold, Inclusive: false);
}
