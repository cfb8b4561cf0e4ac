using System.Diagnostics.Metrics;
using Trading.Telemetry.Prometheus;

namespace Trading.Tests.Telemetry;

/// <summary>The text format 0.0.4, letter for letter.</summary>
public sealed class MetricsBoardTests : IAsyncLifetime, IDisposable
{
    private const string Source = "Trading.Tests.MetricsBoard";
    private readonly Meter meter = new(Source);
    private readonly MetricsBoard board = new(Source);

    public Task InitializeAsync() => board.StartAsync(default);

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose()
    {
        board.Dispose();
        meter.Dispose();
    }

    [Fact]
    public void Nothing_measured_is_nothing_written()
    {
        meter.CreateCounter<long>("never");
        Assert.Equal(string.Empty, board.Write());
    }

    [Fact]
    public void Counters_add_up_and_end_in_total()
    {
        var orders = meter.CreateCounter<long>("trading.orders", "{order}", "Orders by what became of them.");
        orders.Add(1, new("purpose", "exit"), new("outcome", "submitted"));
        orders.Add(2, new("outcome", "submitted"), new("purpose", "exit"));
        orders.Add(1, new("outcome", "rejected"), new("purpose", "entry"));
        Assert.Equal(
            """
            # HELP trading_orders_total Orders by what became of them.
            # TYPE trading_orders_total counter
            trading_orders_total{outcome="rejected",purpose="entry"} 1
            trading_orders_total{outcome="submitted",purpose="exit"} 3

            """.ReplaceLineEndings("\n"),
            board.Write());
    }

    [Fact]
    public void Histograms_have_buckets_that_hold_those_before_them()
    {
        var took = meter.CreateHistogram("trading.cycle.duration", "s", "Cycles.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1d] });
        took.Record(0.1);
        took.Record(0.5);
        took.Record(30d);
        Assert.Equal(
            """
            # HELP trading_cycle_duration_seconds Cycles.
            # TYPE trading_cycle_duration_seconds histogram
            trading_cycle_duration_seconds_bucket{le="0.1"} 1
            trading_cycle_duration_seconds_bucket{le="1"} 2
            trading_cycle_duration_seconds_bucket{le="+Inf"} 3
            trading_cycle_duration_seconds_sum 30.6
            trading_cycle_duration_seconds_count 3

            """.ReplaceLineEndings("\n"),
            board.Write());
    }

    [Fact]
    public void A_histogram_with_dimensions_names_the_bound_last()
    {
        meter.CreateHistogram("trading.slippage", "bps", "Cost.", null, new InstrumentAdvice<double> { HistogramBucketBoundaries = [-1d] }).Record(-2.5, new KeyValuePair<string, object?>("hour", "09"));
        Assert.Contains("trading_slippage_bps_bucket{hour=\"09\",le=\"-1\"} 1\n", board.Write(), StringComparison.Ordinal);
        Assert.Contains("trading_slippage_bps_sum{hour=\"09\"} -2.5\n", board.Write(), StringComparison.Ordinal);
    }

    [Fact]
    public void Gauges_are_as_they_stand_and_what_is_not_told_any_more_is_gone()
    {
        Measurement<double>[] now = [new(12.5, new KeyValuePair<string, object?>("subject", "AIG"))];
        meter.CreateObservableGauge("trading.heartbeat_age_seconds", () => now, "s", "Age.");
        Assert.Equal("# HELP trading_heartbeat_age_seconds Age.\n# TYPE trading_heartbeat_age_seconds gauge\ntrading_heartbeat_age_seconds{subject=\"AIG\"} 12.5\n", board.Write());
        now = [];
        Assert.Equal(string.Empty, board.Write());
    }

    [Fact]
    public void Help_and_labels_are_escaped()
    {
        meter.CreateCounter<long>("odd", null, "one\\two\nthree").Add(1, new KeyValuePair<string, object?>("sub-ject", "a\\b\"c\nd"));
        Assert.Equal("# HELP odd_total one\\\\two\\nthree\n# TYPE odd_total counter\nodd_total{sub_ject=\"a\\\\b\\\"c\\nd\"} 1\n", board.Write());
    }

    [Fact]
    public void Another_source_is_not_listened_to()
    {
        using var other = new Meter($"{Source}.Other");
        other.CreateCounter<long>("foreign").Add(1);
        Assert.Equal(string.Empty, board.Write());
    }
}
