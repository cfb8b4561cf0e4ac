using Trading.Orders;

namespace Trading.Operations.Telemetry;

/// <summary>The words of dimensions: constants, so that telling one allocates nothing.</summary>
internal static class TelemetryWords
{
    public const string Done = "done";
    public const string Failed = "failed";
    public const string Skipped = "skipped";
    public const string DryRun = "dry_run";

    private static readonly string[] Hours = [.. Enumerable.Range(0, 24).Select(hour => $"{hour:00}")];

    /// <summary>The outcome of an order that the journal tells under a kind such as <c>order-submitted</c>.</summary>
    public static string OutcomeOf(string kind) => kind switch
    {
        "order-submitted" => "submitted",
        "order-replaced" => "replaced",
        "order-adopted" => "adopted",
        "order-rejected" => "rejected",
        _ => "unknown",
    };

    public static string Of(OrderPurpose purpose) => purpose switch
    {
        OrderPurpose.Entry => "entry",
        OrderPurpose.Exit => "exit",
        _ => "protect",
    };

    public static string Of(OrderSide side) => side == OrderSide.Buy ? "buy" : "sell";

    public static string Of(GatewayOutcome outcome) => outcome switch
    {
        GatewayOutcome.Sent => "submitted",
        GatewayOutcome.AlreadySent => "already_sent",
        GatewayOutcome.DryRun => DryRun,
        GatewayOutcome.Blocked => "blocked",
        GatewayOutcome.Rejected => "rejected",
        _ => "unknown",
    };

    public static string Of(JobOutcome outcome) => outcome switch
    {
        JobOutcome.Ran => Done,
        JobOutcome.Skipped => Skipped,
        _ => Failed,
    };

    /// <summary>An hour of the day in two digits.</summary>
    public static string OfHour(int hour) => Hours[hour];
}
