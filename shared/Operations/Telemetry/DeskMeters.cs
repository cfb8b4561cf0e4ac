using System.Diagnostics.Metrics;

namespace Trading.Operations.Telemetry;

/// <summary>What the desk counts and measures. Nothing is allocated while nobody listens, so it may stand anywhere.</summary>
public static class DeskMeters
{
    private static readonly Meter Meter = new(TelemetryNames.Source);
    private static readonly Histogram<double> Jobs = Seconds(TelemetryNames.JobDuration);
    private static readonly Histogram<double> Cycles = Seconds(TelemetryNames.CycleDuration);
    private static readonly Counter<long> Orders = Count(TelemetryNames.Orders);
    private static readonly Counter<long> Blocks = Count(TelemetryNames.Blocks);
    private static readonly Counter<long> Fills = Count(TelemetryNames.Fills);
    private static readonly Counter<long> Requests = Count(TelemetryNames.BrokerRequests);
    private static readonly Counter<long> Errors = Count(TelemetryNames.ReconcileErrors);
    private static readonly Histogram<double> Slippages = Meter.CreateHistogram(
        TelemetryNames.Slippage, TelemetryTable.Of(TelemetryNames.Slippage).Unit, TelemetryTable.Of(TelemetryNames.Slippage).Sentence, null, Buckets(-50d, -20d, -10d, -5d, -1d, 0d, 1d, 5d, 10d, 20d, 50d));

    /// <summary>A request went to the broker.</summary>
    /// <param name="outcome">How it ended: <c>ok</c>, <c>refused</c>, <c>failed</c> or <c>unclear</c>.</param>
    public static void BrokerRequest(string outcome) => Requests.Add(1, new KeyValuePair<string, object?>(TelemetryNames.OutcomeDimension, outcome));

    internal static void JobEnded(string job, string outcome, TimeSpan took) =>
        Jobs.Record(took.TotalSeconds, new(TelemetryNames.JobDimension, job), new(TelemetryNames.OutcomeDimension, outcome));

    internal static void CycleEnded(TimeSpan took) => Cycles.Record(took.TotalSeconds);

    internal static void OrderEnded(string outcome, string purpose) =>
        Orders.Add(1, new(TelemetryNames.OutcomeDimension, outcome), new(TelemetryNames.PurposeDimension, purpose));

    internal static void Blocked(string code) => Blocks.Add(1, new KeyValuePair<string, object?>(TelemetryNames.CodeDimension, code));

    internal static void Filled(string side) => Fills.Add(1, new KeyValuePair<string, object?>(TelemetryNames.SideDimension, side));

    internal static void Slipped(decimal basisPoints, string hour, string side) =>
        Slippages.Record((double)basisPoints, new(TelemetryNames.HourDimension, hour), new(TelemetryNames.SideDimension, side));

    internal static void ReconcileFailedFor(int orders) => Errors.Add(orders);

    private static Counter<long> Count(string name) => Meter.CreateCounter<long>(name, TelemetryTable.Of(name).Unit, TelemetryTable.Of(name).Sentence);

    // From a cycle that had nothing to do to a job that works through every symbol.
    private static Histogram<double> Seconds(string name) => Meter.CreateHistogram(
        name, TelemetryTable.Of(name).Unit, TelemetryTable.Of(name).Sentence, null, Buckets(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1d, 2.5, 5d, 10d, 30d, 60d, 300d));

    private static InstrumentAdvice<double> Buckets(params double[] bounds) => new() { HistogramBucketBoundaries = bounds };
}
