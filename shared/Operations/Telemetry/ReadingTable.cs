namespace Trading.Operations.Telemetry;

/// <summary>The gauges that are made of readings, by the reading's own name; <see cref="TelemetryNames.GaugePrefix"/> stands before it. docs/telemetry.md has the same table, and a test compares.</summary>
public static class ReadingTable
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<TelemetryLine> All { get; } = [.. Control(), .. Machinery(), .. Risk(), .. Money()];

    /// <summary>The line of a reading's name; null when it has none.</summary>
    public static TelemetryLine? Of(string metric) => All.FirstOrDefault(line => line.Name == metric);

    private static IEnumerable<TelemetryLine> Control() =>
    [
        new("kill_mode", "gauge", string.Empty, "subject", "The kill switch: 0 off, 1 close_only, 2 halt_all; the subject names the activation.") { Before = "aiq_kill_mode" },
        new("loop_mode", "gauge", string.Empty, string.Empty, "What an operator wants of the loop: 0 running, 1 paused, 2 stopped."),
        new("gate_shut_seconds", "gauge", "s", string.Empty, "For how long after 09:30 the watchlist gate has been shut.") { Before = "prediction_last_timestamp_seconds" },
    ];

    private static IEnumerable<TelemetryLine> Machinery() =>
    [
        new("heartbeat_age_seconds", "gauge", "s", string.Empty, "Seconds of the session since the loop's last cycle.") { Before = "aiq_heartbeat_age_s" },
        new("broker_silent_seconds", "gauge", "s", string.Empty, "Seconds of the session since the broker last answered.") { Before = "broker_connected" },
        new("journal_silent_seconds", "gauge", "s", string.Empty, "Seconds of the session since the journal last grew."),
        new("order_unknown_seconds", "gauge", "s", "subject", "For how long the fate of an order has been unknown."),
        new("difference_age_seconds", "gauge", "s", "subject", "For how long our books and the broker have disagreed about a position."),
        new("job_disabled", "gauge", string.Empty, "subject", "1 while a job is disabled."),
        new("job_missed", "gauge", "{slot}", "subject", "Slots of a job that went by undone today."),
        new("job_failure_rate", "gauge", string.Empty, string.Empty, "The part of half an hour's runs that failed, 0 to 1."),
        new("timer_lateness_seconds", "gauge", "s", "subject", "For how long a job's run has been due."),
        new("backlog", "gauge", "{run}", string.Empty, "Slots that went by undone and orchestrations that wait.") { Before = "kafka_consumer_lag, kafka_consumer_lag_total" },
        new("notify_setting_faults", "gauge", "{fault}", string.Empty, "Faults in the settings of those who are told of alerts."),
        new("reading_unknown", "gauge", string.Empty, "subject", "1 for each reading, or source of readings, that could not be read."),
    ];

    private static IEnumerable<TelemetryLine> Risk() =>
    [
        new("var_utilization", "gauge", "%", string.Empty, "Value at risk of its limit.") { Before = "portfolio_var_utilization" },
        new("exposure_utilization", "gauge", "%", string.Empty, "Total exposure of its limit."),
        new("daily_loss_utilization", "gauge", "%", string.Empty, "The day's loss of its limit."),
        new("limit_utilization", "gauge", "%", "subject", "Each limit's use."),
        new("limits_file_bad", "gauge", string.Empty, string.Empty, "1 while the file of limits cannot be taken; the limits before it count."),
        new("limits_raise_pending", "gauge", string.Empty, string.Empty, "1 while a raise of a limit waits for a second person."),
        new("leverage", "gauge", string.Empty, string.Empty, "Exposure in times of equity."),
        new("day_drawdown", "gauge", "%", string.Empty, "The fall of equity from the day's peak.") { Before = "aiq_drawdown_today_pct" },
        new("all_time_drawdown", "gauge", "%", string.Empty, "The fall of equity from its all-time peak."),
        new("refusal_rate", "gauge", string.Empty, string.Empty, "The part of ten minutes' entries that were refused for a fault, 0 to 1."),
        new("fill_rate", "gauge", string.Empty, string.Empty, "The part of the shares asked for today that was filled, 0 to 1."),
        new("slippage_bps", "gauge", "bps", string.Empty, "Today's mean cost of an order against the price it was decided at."),
    ];

    private static IEnumerable<TelemetryLine> Money() =>
    [
        new("open_positions", "gauge", "{position}", string.Empty, "Positions at the broker, ours and others'.") { Before = "open_positions, aiq_open_pos" },
        new("pending_orders", "gauge", "{order}", string.Empty, "Orders of ours that can still trade.") { Before = "pending_orders" },
        new("portfolio_value_usd", "gauge", "USD", string.Empty, "Cash and holdings.") { Before = "portfolio_value_usd" },
        new("pnl_today_usd", "gauge", "USD", string.Empty, "Equity less the day's opening equity, before fees.") { Before = "aiq_pnl_today_usd" },
        new("fees_today_usd", "gauge", "USD", string.Empty, "Fees of the day's executions.") { Before = "aiq_fees_today_usd" },
        new("net_pnl_today_usd", "gauge", "USD", string.Empty, "Equity less the day's opening equity.") { Before = "aiq_net_pnl_today_usd" },
    ];
}
