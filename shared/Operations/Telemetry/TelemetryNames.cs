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

    /// <summary>Span: one execution, booked under its order's correlation within the reconcile that found it.</summary>
    public const string FillSpan = "trading.fill";

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

    /// <summary>
    /// Histogram, basis points, above zero worse for us: what a fill cost against the price that its order was decided at, of entries and of exits at the market;
    /// <see cref="HourDimension"/>, <see cref="SideDimension"/>.
    /// </summary>
    public const string Slippage = "trading.slippage";

    /// <summary>Counter: orders whose fate a reconcile could not find out; each is asked for again.</summary>
    public const string ReconcileErrors = "trading.reconcile.errors";

    /// <summary>Counter: requests to the broker; <see cref="OutcomeDimension"/>.</summary>
    public const string BrokerRequests = "trading.broker.requests";

    /// <summary>What stands before the name of a reading, such as <c>heartbeat_age_seconds</c>, in the name of its gauge; <see cref="SubjectDimension"/>.</summary>
    public const string GaugePrefix = "trading.";

    /// <summary>Gauge: readings that could not be read in the last round. They are not reported as values: unknown is not zero.</summary>
    public const string ReadingsUnknown = "trading.readings.unknown";

    /// <summary>Gauge, seconds: since the last round of readings. When it grows, the gauges of readings are old, and after eleven minutes they are gone.</summary>
    public const string ReadingsAge = "trading.readings.age";

    /// <summary>The name of a job.</summary>
    public const string JobDimension = "job";

    /// <summary>How it ended: done, failed or skipped of a job; submitted, replaced, adopted, rejected, unknown or dry_run of an order; on its span also already_sent and blocked.</summary>
    public const string OutcomeDimension = "outcome";

    /// <summary>The code of a refusal.</summary>
    public const string CodeDimension = "code";

    /// <summary>entry, exit or protect.</summary>
    public const string PurposeDimension = "purpose";

    /// <summary>buy or sell.</summary>
    public const string SideDimension = "side";

    /// <summary>The New York hour in which an order was sent, two digits.</summary>
    public const string HourDimension = "hour";

    /// <summary>Of a span: the symbol.</summary>
    public const string SymbolDimension = "symbol";

    /// <summary>Of a span: the slot of a job's run.</summary>
    public const string SlotDimension = "slot";

    /// <summary>What a gauge is about when there are several of it: a symbol, a job, an order id.</summary>
    public const string SubjectDimension = "subject";

    /// <summary>The chain that spans and log records belong to, from the scan to the profit and loss.</summary>
    public const string CorrelationDimension = "correlation_id";

    /// <summary>Of a log record that tells an event of the journal: its kind, such as <c>order-submitted</c>.</summary>
    public const string EventDimension = "trading.event";

    /// <summary>Of such a record: the event's data, JSON, redacted.</summary>
    public const string DataDimension = "trading.data";
}
