using NodaTime;
using static Trading.Operations.Alerting.AlertActionKind;
using static Trading.Operations.Alerting.AlertLevel;
using static Trading.Operations.Alerting.AlertParty;
using static Trading.Operations.Alerting.MetricCondition;

namespace Trading.Operations.Alerting;

/// <summary>The alerts that watch a metric. Use of a limit and drawdowns are in percent, leverage in times of equity, slippage in basis points, ages in seconds; fill, refusal and failure rates are fractions.</summary>
internal static class MetricRules
{
    /// <summary>Those of one metric stand together, the worst first.</summary>
    public static IReadOnlyList<AlertRule> All { get; } = [.. Risk(), .. Execution(), .. Machinery(), .. Control()];

    private static IEnumerable<AlertRule> Risk()
    {
        yield return new("var-critical", Sev2, RiskManager, "Value at risk is over 90 % of its limit", "GET risk/var names the largest contributor: POST positions/SYMBOL/reduce")
        {
            When = Over("var_utilization", 90m) with { Clear = 85m }, Notify = [OnCall, RiskManager], Action = ReducePositions,
        };
        yield return new("var-warning", Sev3, RiskManager, "Value at risk is over 80 % of its limit", "GET risk/var; take no new risk that you would have to take back")
        {
            When = Over("var_utilization", 80m) with { Clear = 75m },
        };
        yield return new("leverage-critical", Sev2, RiskManager, "Leverage is over 1.8", "GET positions; POST positions/SYMBOL/reduce")
        {
            When = Over("leverage", 1.8m) with { Clear = 1.75m }, Notify = [OnCall, RiskManager],
        };
        yield return new("leverage-warning", Sev3, RiskManager, "Leverage is over 1.5", "GET positions") { When = Over("leverage", 1.5m) with { Clear = 1.45m } };
        yield return new("daily-loss", Sev1, RiskManager, "The day's loss has reached its limit", "GET pnl; the desk closes only: find out why before anybody unlocks")
        {
            When = AtLeast("daily_loss_utilization", 100m), Notify = [OnCall, RiskManager], Action = CloseOnly,
        };
        yield return new("daily-loss-warning", Sev3, RiskManager, "The day's loss is over 80 % of its limit", "GET pnl, GET positions")
        {
            When = Over("daily_loss_utilization", 80m) with { Clear = 75m },
        };
        yield return new("all-time-drawdown", Sev1, RiskManager, "Equity is 20 % or more under its all-time peak", "The desk closes only: review the strategy before anybody unlocks")
        {
            When = AtLeast("all_time_drawdown", 20m) with { Clear = 19m }, Notify = [OnCall, RiskManager], Action = CloseOnly,
        };
        yield return new("drawdown-no-entries", Sev2, RiskManager, "Equity is 8 % or more under the day's peak: no entries", "GET risk/metrics, GET positions")
        {
            When = AtLeast("day_drawdown", 8m), Notify = [OnCall, RiskManager],
        };
        yield return new("drawdown-quarter", Sev3, RiskManager, "Equity is 4 % or more under the day's peak: entries are a quarter", "GET risk/metrics") { When = AtLeast("day_drawdown", 4m) };
        yield return new("drawdown-half", Sev4, RiskManager, "Equity is 2 % or more under the day's peak: entries are half", "GET risk/metrics") { When = AtLeast("day_drawdown", 2m) };
        yield return Limit(95);
        yield return Limit(90);
        yield return Limit(80) with { Notify = [] };
        yield return Limit(75) with { Notify = [] };
        yield return Limit(50) with { Notify = [] };
    }

    private static IEnumerable<AlertRule> Execution()
    {
        yield return new("fill-rate-critical", Sev2, OnCall, "Fewer than 90 % of the orders fill", "GET execution/stats by symbol and hour") { When = Under("fill_rate", 0.90m) with { Clear = 0.91m } };
        yield return new("fill-rate-warning", Sev3, OnCall, "Fewer than 95 % of the orders fill", "GET execution/stats") { When = Under("fill_rate", 0.95m) with { Clear = 0.96m } };
        yield return new("slippage-critical", Sev2, OnCall, "Mean slippage is over 10 basis points", "GET execution/stats by symbol; pause the symbols that cause it")
        {
            When = Over("slippage_bps", 10m) with { Clear = 9m },
        };
        yield return new("slippage-warning", Sev3, OnCall, "Mean slippage is over 5 basis points", "GET execution/stats") { When = Over("slippage_bps", 5m) with { Clear = 4.5m } };
        yield return new("order-unknown", Sev2, OnCall, "An order's fate has been unknown for more than two minutes", "GET orders; look it up at the broker by its client order id")
        {
            When = Over("order_unknown_seconds", 120m),
        };
        yield return new("difference-old", Sev2, OnCall, "Our books and the broker have disagreed for more than five minutes", "GET positions at both; the broker's count is what you hold")
        {
            When = Over("difference_age_seconds", 300m), Notify = [OnCall, RiskManager],
        };
        yield return new("refusals", Sev3, OnCall, "More than 90 % of the entries of ten minutes were refused for a fault: something could not be read", "GET gates, GET risk/limits, GET orders by reason")
        {
            When = Over("refusal_rate", 0.9m) with { For = Duration.FromMinutes(5) },
        };
    }

    private static IEnumerable<AlertRule> Machinery()
    {
        yield return new("broker-down", Sev1, OnCall, "The broker has not answered for more than five minutes of the session", "Check the broker's status page; stops rest at the broker; reconcile when it is back")
        {
            When = Over("broker_silent_seconds", 300m), Notify = [OnCall, RiskManager], Action = CloseOnly,
        };
        yield return new("heartbeat-dead", Sev2, OnCall, "The execution loop has shown no life for more than five minutes", "GET system/state; POST agents/restart/ExecutionLoop") { When = Over("heartbeat_age_seconds", 300m) };
        yield return new("heartbeat-late", Sev3, OnCall, "The execution loop is more than two minutes late", "GET eventbus/consumers") { When = Over("heartbeat_age_seconds", 120m) };
        yield return new("gate-shut", Sev2, OnCall, "The watchlist gate is still shut fifteen minutes after the open: no entries", "GET watchlist tells why; POST jobs/Scan/run before 09:25, or leave the day")
        {
            When = Over("gate_shut_seconds", 900m),
        };
        yield return new("backlog", Sev3, OnCall, "More than 1000 messages wait", "GET eventbus/consumers; POST eventbus/clear_stale") { When = Over("backlog", 1000m) };
        yield return new("timer-late-critical", Sev2, OnCall, "Timers fire more than five minutes late", "GET eventbus/stats; restart the host") { When = Over("timer_lateness_seconds", 300m) };
        yield return new("timer-late", Sev3, OnCall, "Timers fire more than a minute late", "GET eventbus/stats") { When = Over("timer_lateness_seconds", 60m) };
        yield return new("job-missed", Sev2, OnCall, "A job has missed its time", "GET jobs; POST jobs/NAME/run") { When = AtLeast("job_missed", 1m) };
        yield return new("job-disabled", Sev3, OnCall, "A job is disabled", "GET jobs tells by whom; POST jobs/NAME/enable") { When = AtLeast("job_disabled", 1m) };
        yield return new("job-failures", Sev2, OnCall, "More than 10 % of the jobs of half an hour failed", "GET jobs; look for job-failed in the journal")
        {
            When = Over("job_failure_rate", 0.1m) with { For = Duration.FromMinutes(2) },
        };
        yield return new("no-events", Sev2, OnCall, "Nothing was journalled for more than five minutes of the session", "GET health; look at the store") { When = Over("journal_silent_seconds", 300m) };
        yield return new("reading-unknown", Sev3, OnCall, "A metric cannot be read: its alerts are blind", "GET health; the sentence names the metric and the cause")
        {
            When = AtLeast(AlertMetrics.Unknown, 1m) with { For = Duration.FromMinutes(5) },
        };
        yield return new("notify-settings", Sev3, OnCall, "A setting of the notifiers is wrong: somebody may not be told", "GET config; POST alerts/test") { When = AtLeast("notify_setting_faults", 1m) };
    }

    // The switch is told by whoever moves it; watching it as well ends the alert when the switch is released, and catches a move that could not be told.
    private static IEnumerable<AlertRule> Control()
    {
        yield return new("kill-switch", Sev1, RiskManager, "The kill switch is on", "GET system/status tells who and why; two people release it: POST system/unlock_request, POST system/unlock_approve")
        {
            When = AtLeast("kill_mode", 1m), Notify = [OnCall, RiskManager],
        };
    }

    // A limit that is used up does its work; what is grave about it has an alert of its own.
    private static AlertRule Limit(int percent) =>
        new($"limit-{percent}", Sev4, RiskManager, $"A limit is used to more than {percent} %", "GET risk/limits") { When = Over("limit_utilization", percent) };
}
