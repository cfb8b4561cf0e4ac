using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Trading.Operations.Telemetry;

namespace Trading.Tests.Telemetry;

/// <summary>What the desk told while something ran: its spans and its measurements, and none of what other tests do at the same time.</summary>
internal sealed class Overheard : IDisposable
{
    private static readonly AsyncLocal<Overheard?> Present = new();
    private readonly ActivityListener spans;
    private readonly MeterListener meters = new();
    private readonly ConcurrentQueue<Activity> ended = new();
    private readonly ConcurrentQueue<(string Name, double Value, string Dimensions)> measured = new();

    public Overheard()
    {
        spans = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == TelemetryNames.Source,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => Present.Value == this ? ActivitySamplingResult.AllDataAndRecorded : ActivitySamplingResult.None,
            ActivityStopped = Ended,
        };
        meters.InstrumentPublished = static (instrument, listener) =>
        {
            if (instrument.Meter.Name == TelemetryNames.Source && !instrument.IsObservable)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        meters.SetMeasurementEventCallback<long>((instrument, value, dimensions, _) => Measured(instrument, value, dimensions));
        meters.SetMeasurementEventCallback<double>((instrument, value, dimensions, _) => Measured(instrument, value, dimensions));
    }

    public IReadOnlyList<Activity> Spans => [.. ended];

    /// <summary>Runs something and listens to it alone.</summary>
    public async Task ToAsync(Func<Task> work)
    {
        ActivitySource.AddActivityListener(spans);
        meters.Start();
        Present.Value = this;
        await work();
        Present.Value = null;
    }

    public IReadOnlyList<Activity> Named(string name) => [.. ended.Where(span => span.OperationName == name)];

    /// <summary>How much was counted of an instrument, by its dimensions' values.</summary>
    public SortedDictionary<string, long> Counted(string name) => Sum(name, static value => (long)value);

    /// <summary>How many measurements an instrument got, by its dimensions' values.</summary>
    public SortedDictionary<string, long> Number(string name) => Sum(name, static _ => 1);

    public void Dispose()
    {
        spans.Dispose();
        meters.Dispose();
    }

    private SortedDictionary<string, long> Sum(string name, Func<double, long> count)
    {
        var sums = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var (_, value, dimensions) in measured.Where(each => each.Name == name && count(each.Value) != 0))
        {
            sums[dimensions] = sums.GetValueOrDefault(dimensions) + count(value);
        }

        return sums;
    }

    private void Ended(Activity span)
    {
        if (Present.Value == this)
        {
            ended.Enqueue(span);
        }
    }

    private void Measured(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> dimensions)
    {
        if (Present.Value == this)
        {
            measured.Enqueue((instrument.Name, value, string.Join('/', dimensions.ToArray().Select(static each => each.Value))));
        }
    }
}
