namespace Trading.Operations.Readings;

/// <summary>One metric as it stands now.</summary>
/// <param name="Metric">Its name, such as <c>var_utilization</c>.</param>
/// <param name="Value">Its value, in the metric's unit; null when it could not be read, which is never zero.</param>
/// <param name="Subject">What it is about when there are several: a symbol, a job, an order id; empty for the desk.</param>
/// <param name="Sentence">The facts behind it, one line for people.</param>
public readonly record struct Reading(string Metric, decimal? Value, string Subject, string Sentence);

/// <summary>A room that tells its metrics. A source that fails throws, and its metrics are unknown.</summary>
public interface IReadingSource
{
    /// <summary>The metrics now.</summary>
    ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken);
}
