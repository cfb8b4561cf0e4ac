using Trading.Operations.Readings;
using Trading.Time;

namespace Trading.Risk.Figures;

/// <summary>
/// The metrics of risk, for alerts. In percent: <c>var_utilization</c>, <c>exposure_utilization</c>, <c>daily_loss_utilization</c> (of their limit), <c>day_drawdown</c>, <c>all_time_drawdown</c>
/// (of their peak), and <c>limit_utilization</c> once for each limit, its subject the limit's name; <c>leverage</c> in times of equity.
/// </summary>
public sealed class RiskReadings(RiskDesk desk, TimeProvider clock) : IReadingSource
{
    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var lines = LimitUses.Of(await desk.LatestAsync(cancellationToken).ConfigureAwait(false), clock.Now());
        var readings = new List<Reading>(lines.Count + 6);
        foreach (var line in lines)
        {
            // A throttle that is full is at work, and empty again within the minute.
            if (!line.Name.EndsWith("_per_minute", StringComparison.Ordinal))
            {
                readings.Add(new Reading("limit_utilization", line.UtilizationPercent, line.Name, SentenceOf(line)));
            }

            if (MetricOf(line) is var (metric, value))
            {
                readings.Add(new Reading(metric, value, string.Empty, SentenceOf(line)));
            }
        }

        return readings;
    }

    private static (string Metric, decimal? Value)? MetricOf(LimitUse line) => line.Name switch
    {
        "value_at_risk" => ("var_utilization", line.UtilizationPercent),
        "total_exposure" => ("exposure_utilization", line.UtilizationPercent),
        "daily_loss" => ("daily_loss_utilization", line.UtilizationPercent),
        "drawdown_no_entries" => ("day_drawdown", line.Used),
        "leverage" or "all_time_drawdown" => (line.Name, line.Used),
        _ => null,
    };

    private static string SentenceOf(LimitUse line) => line.Used is { } used
        ? $"{line.Name}{(line.Subject.Length > 0 ? $" of {line.Subject}" : string.Empty)} is {used:0.####} {line.Unit} of {line.Value:0.####}, {line.UtilizationPercent:0.#} percent"
        : $"{line.Name} is not known: {line.Reason}";
}
