using System.Diagnostics.Metrics;
using NodaTime;
using Trading.Operations.Readings;
using Trading.Time;

namespace Trading.Operations.Telemetry;

/// <summary>
/// The last round of readings as gauges: <c>trading.</c> and the reading's name, with what it is about as its subject. What could not be read is not reported, for it is not zero, and is counted.
/// A round is made every minute while the loop runs and every five minutes always; when two have failed to come, nothing is reported but the age of the last one.
/// </summary>
public sealed class ReadingGauges : IReadingListener, IDisposable
{
    private static readonly Duration Oldest = Duration.FromMinutes(11);
    private readonly Meter meter = new(TelemetryNames.Source);
    private readonly HashSet<string> known = new(StringComparer.Ordinal);
    private readonly TimeProvider clock;
    private Round? last;

    /// <summary>Gauges that report nothing until the first round.</summary>
    public ReadingGauges(TimeProvider clock)
    {
        this.clock = clock;
        Create(TelemetryTable.Of(TelemetryNames.ReadingsAge), TelemetryNames.ReadingsAge, Age);
        Create(TelemetryTable.Of(TelemetryNames.ReadingsUnknown), TelemetryNames.ReadingsUnknown, Unknown);
    }

    /// <inheritdoc/>
    public void Read(IReadOnlyList<Reading> readings, Instant at)
    {
        var values = readings.Where(reading => reading.Value is not null).GroupBy(reading => reading.Metric, StringComparer.Ordinal).ToDictionary(
            group => group.Key, group => (Measurement<double>[])[.. group.Select(Of)], StringComparer.Ordinal);
        Volatile.Write(ref last, new Round(at, values));
        foreach (var metric in values.Keys.Where(known.Add))
        {
            Create(ReadingTable.Of(metric), TelemetryNames.GaugePrefix + metric, () => Fresh?.Values.GetValueOrDefault(metric) ?? []);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => meter.Dispose();

    /// <summary>Whether a meter is this desk's: a process may hold several.</summary>
    internal bool IsOf(Meter other) => other == meter;

    private Round? Fresh => Volatile.Read(ref last) is { } round && clock.Now() - round.At < Oldest ? round : null;

    private static Measurement<double> Of(Reading reading) => reading.Subject.Length == 0
        ? new Measurement<double>((double)reading.Value!.Value)
        : new Measurement<double>((double)reading.Value!.Value, new KeyValuePair<string, object?>(TelemetryNames.SubjectDimension, reading.Subject));

    private void Create(TelemetryLine? line, string name, Func<IEnumerable<Measurement<double>>> observe) =>
        meter.CreateObservableGauge(name, observe, line?.Unit, line?.Sentence);

    private IEnumerable<Measurement<double>> Age() =>
        Volatile.Read(ref last) is { } round ? [new Measurement<double>((clock.Now() - round.At).TotalSeconds)] : [];

    private IEnumerable<Measurement<double>> Unknown() =>
        Fresh is { } round ? [new Measurement<double>(round.Values.GetValueOrDefault(Alerting.AlertMetrics.Unknown)?.Length ?? 0)] : [];

    private sealed record Round(Instant At, Dictionary<string, Measurement<double>[]> Values);
}
