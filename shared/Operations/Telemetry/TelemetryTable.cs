namespace Trading.Operations.Telemetry;

/// <summary>The instruments that the desk writes to as things happen. docs/telemetry.md has the same table, and a test compares.</summary>
public static class TelemetryTable
{
    private const string Counter = "counter";
    private const string Histogram = "histogram";
    private const string Gauge = "gauge";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<TelemetryLine> All { get; } =
    [
        new(TelemetryNames.JobDuration, Histogram, "s", "job, outcome", "Fires of jobs by how they ended; a skipped one did nothing, for a reason in the journal.")
        {
            Before = "events_processed_total, events_failed_total, event_latency_seconds",
        },
        new(TelemetryNames.CycleDuration, Histogram, "s", string.Empty, "Cycles of the execution loop."),
        new(TelemetryNames.Orders, Counter, "{order}", "outcome, purpose", "Orders by what the broker made of them.") { Before = "risk_decisions_total" },
        new(TelemetryNames.Blocks, Counter, "{refusal}", "code", "Refusals by a check, each symbol, code and purpose once a trading date.") { Before = "risk_decisions_total" },
        new(TelemetryNames.Fills, Counter, "{fill}", "side", "Executions booked."),
        new(TelemetryNames.Slippage, Histogram, "bps", "hour, side", "Cost of a fill against the price that its order was decided at; above zero is worse for us."),
        new(TelemetryNames.ReconcileErrors, Counter, "{order}", string.Empty, "Orders whose fate a reconcile could not find out.") { Before = "reconcile_errors_total" },
        new(TelemetryNames.BrokerRequests, Counter, "{request}", "outcome", "Requests to the broker over the network."),
        new(TelemetryNames.ReadingsUnknown, Gauge, "{reading}", string.Empty, "Readings that could not be read in the last round."),
        new(TelemetryNames.ReadingsAge, Gauge, "s", string.Empty, "Time since the last round of readings."),
    ];

    /// <summary>The line of a name.</summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public static TelemetryLine Of(string name) => All.Single(line => line.Name == name);
}
