using System.Diagnostics;
using Trading.Orders;

namespace Trading.Operations.Telemetry;

/// <summary>
/// The spans of the desk: a job's run, a cycle with its orders, a reconcile with its fills. Each carries the correlation id of what it is about, so that the chain of a trade is found across traces.
/// Null, and nothing allocated, while nobody listens.
/// </summary>
internal static class DeskSpans
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);

    public static Activity? Job(JobRun run) => Start(TelemetryNames.JobSpan, run.Correlation)?
        .SetTag(TelemetryNames.JobDimension, run.Job.Name)
        .SetTag(TelemetryNames.SlotDimension, run.Slot);

    public static Activity? Cycle(string loop) => Start(TelemetryNames.CycleSpan, loop);

    public static Activity? Reconcile(string correlation) => Start(TelemetryNames.ReconcileSpan, correlation);

    public static Activity? Fill(string correlation, string side, Market.Symbol symbol) => Start(TelemetryNames.FillSpan, correlation)?
        .SetTag(TelemetryNames.SideDimension, side)
        .SetTag(TelemetryNames.SymbolDimension, symbol.ToString());

    public static Activity? Order(OrderIntent intent) => Start(TelemetryNames.OrderSpan, intent.CorrelationId)?
        .SetTag(TelemetryNames.PurposeDimension, TelemetryWords.Of(intent.Purpose))
        .SetTag(TelemetryNames.SideDimension, TelemetryWords.Of(intent.Side))
        .SetTag(TelemetryNames.SymbolDimension, intent.Symbol.ToString());

    /// <summary>How it ended; <paramref name="fault"/> makes it an error.</summary>
    public static void Ended(this Activity? span, string outcome, string? fault = null)
    {
        if (span is not null)
        {
            span.SetTag(TelemetryNames.OutcomeDimension, outcome);
            if (fault is not null)
            {
                span.SetStatus(ActivityStatusCode.Error, fault);
            }
        }
    }

    /// <summary>What became of an order at the gateway.</summary>
    public static void Ended(this Activity? span, GatewayResult result)
    {
        if (span is not null)
        {
            span.SetTag(TelemetryNames.CodeDimension, result.Code);
            span.Ended(TelemetryWords.Of(result.Outcome), result.Outcome is GatewayOutcome.Unknown or GatewayOutcome.Rejected ? result.Sentence : null);
        }
    }

    private static Activity? Start(string name, string correlation) => Source.StartActivity(name)?.SetTag(TelemetryNames.CorrelationDimension, correlation);
}
