using System.Diagnostics.Metrics;
using NodaTime;
using Trading.Operations.Readings;
using Trading.Operations.Telemetry;
using Trading.Tests.Support;

namespace Trading.Tests.Telemetry;

/// <summary>The last round as gauges; what is not known is not a value.</summary>
public sealed class ReadingGaugesTests : IDisposable
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 3, 5, 15, 0);
    private readonly ManualClock clock = new(Morning);
    private readonly MeterListener listener = new();
    private readonly SortedDictionary<string, double> seen = new(StringComparer.Ordinal);
    private readonly ReadingGauges gauges;

    public ReadingGaugesTests()
    {
        listener.InstrumentPublished = static (instrument, from) =>
        {
            if (instrument.Meter.Name == TelemetryNames.Source && instrument.IsObservable)
            {
                from.EnableMeasurementEvents(instrument, instrument.Meter);
            }
        };
        listener.SetMeasurementEventCallback<double>(Take);
        gauges = new ReadingGauges(clock);
        listener.Start();
    }

    public void Dispose()
    {
        listener.Dispose();
        gauges.Dispose();
    }

    [Fact]
    public void Before_the_first_round_nothing_is_reported() => Assert.Empty(Look());

    [Fact]
    public void A_round_is_reported_by_name_and_subject_and_what_is_unknown_is_only_counted()
    {
        Tell(
            new Reading("test_leverage", 1.25m, string.Empty, "x"),
            new Reading("test_limit", 80m, "daily_loss", "x"),
            new Reading("test_limit", null, "value_at_risk", "not known"),
            new Reading("reading_unknown", 1m, "test_limit:value_at_risk", "x"));
        clock.Advance(Duration.FromSeconds(30));
        Assert.Equal(
            ["trading.reading_unknown test_limit:value_at_risk 1", "trading.readings.age  30", "trading.readings.unknown  1", "trading.test_leverage  1.25", "trading.test_limit daily_loss 80"],
            Look());
    }

    [Fact]
    public void What_the_next_round_does_not_tell_is_gone()
    {
        Tell(new Reading("test_order", 12m, "AIG-1", "x"));
        Tell(new Reading("test_order", 5m, "BAC-1", "x"));
        Assert.Equal(["trading.readings.age  0", "trading.readings.unknown  0", "trading.test_order BAC-1 5"], Look());
    }

    [Fact]
    public void When_rounds_stop_old_values_are_not_told_for_new_ones()
    {
        Tell(new Reading("test_kill", 0m, string.Empty, "x"));
        clock.Advance(Duration.FromMinutes(11) - Duration.FromSeconds(1));
        Assert.Contains("trading.test_kill  0", Look());
        clock.Advance(Duration.FromSeconds(1));
        Assert.Equal(["trading.readings.age  660"], Look());
    }

    [Fact]
    public void The_gauges_of_a_desk_that_is_gone_are_gone()
    {
        Tell(new Reading("test_kill", 0m, string.Empty, "x"));
        gauges.Dispose();
        Assert.Empty(Look());
    }

    private void Tell(params Reading[] readings) => gauges.Read(readings, clock.Now);

    private List<string> Look()
    {
        seen.Clear();
        listener.RecordObservableInstruments();
        return [.. seen.Select(static each => FormattableString.Invariant($"{each.Key} {each.Value}"))];
    }

    private void Take(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> dimensions, object? meter)
    {
        if (gauges.IsOf((Meter)meter!))
        {
            seen[$"{instrument.Name} {string.Join('/', dimensions.ToArray().Select(static each => each.Value))}"] = value;
        }
    }
}
