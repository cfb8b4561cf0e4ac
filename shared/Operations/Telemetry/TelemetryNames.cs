namespace Trading.Operations.Telemetry;

/// <summary>
/// The names under which the desk is seen from outside: spans, meters, dimensions. Queries, alerts and the workbook use them, and a test compares.
/// </summary>
public static class TelemetryNames
{
    /// <summary>The source of all spans and the meter of all instruments.</summary>
    public const string Source = "Trading";

    /// <summary>Span: one run of a job.</summary>
    public const string JobSpan = "trading.job";

    /// <summary>Span: one cycle of the execution loop.</summary>
    public const string CycleSpan = "trading.cycle";

    /// <summary>Span: one order at the gateway, from its checks to the broker's answer.</summary>
    public const string OrderSpan = "trading.order";

    /// <summary>Span: one reconcile.</summary>
    public const string ReconcileSpan = "trading.reconcile";

    /// <summary>Histogram, seconds: a run of a job; <see cref="JobDimension"/>, <see cref="OutcomeDimension"/>.</summary>
    public const string JobDuration = "trading.job.duration";

    /// <summary>Histogram, seconds: a cycle.</summary>
    public const string CycleDuration = "trading.cycle.duration";

    /// <summary>Counter: orders by what became of them; <see cref="OutcomeDimension"/>, <see cref="PurposeDimension"/>.</summary>
    public const string Orders = "trading.orders";

    /// <summary>Counter: orders that a check refused; <see cref="CodeDimension"/>.</summary>
    public const string Blocks = "trading.blocks";

    /// <summary>Counter: fills; <see cref="SideDimension"/>.</summary>
    public const string Fills = "trading.fills";

    /// <summary>Counter: requests to the broker; <see cref="OutcomeDimension"/>.</summary>
    public const string BrokerRequests = "trading.broker.requests";

    /// <summary>What stands before the name of a reading, such as <c>heartbeat_age_seconds</c>, in the name of its gauge; <see cref="SubjectDimension"/>.</summary>
    public const string GaugePrefix = "trading.";

    /// <summary>The name of a job.</summary>
    public const string JobDimension = "job";

    /// <summary>How it ended: done, failed or skipped of a job; submitted, rejected, blocked, unknown and so on of an order.</summary>
    public const string OutcomeDimension = "outcome";

    /// <summary>The code of a refusal.</summary>
    public const string CodeDimension = "code";

    /// <summary>entry, exit or protect.</summary>
    public const string PurposeDimension = "purpose";

    /// <summary>buy or sell.</summary>
    public const string SideDimension = "side";

    /// <summary>What a gauge is about when there are several of it: a symbol, a job, an order id.</summary>
    public const string SubjectDimension = "subject";

    /// <summary>The chain that spans and log records belong to, from the scan to the profit and loss.</summary>
    public const string CorrelationDimension = "correlation_id";

    /// <summary>Of a log record that tells an event of the journal: its kind, such as <c>order-submitted</c>.</summary>
    public const string EventDimension = "trading.event";

    /// <summary>Of such a record: the event's data, JSON, redacted.</summary>
    public const string DataDimension = "trading.data";
}
