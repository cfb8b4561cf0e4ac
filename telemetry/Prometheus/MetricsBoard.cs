using System.Diagnostics.Metrics;
using System.Text;
using Microsoft.Extensions.Hosting;
using Trading.Operations.Telemetry;

namespace Trading.Telemetry.Prometheus;

/// <summary>Listens to the desk's meters from the start on and writes them in the text format 0.0.4 of Prometheus.</summary>
public sealed class MetricsBoard : IHostedService, IDisposable
{
    /// <summary>The content type of the text.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    private readonly Lock gate = new();
    private readonly SortedDictionary<string, Family> families = new(StringComparer.Ordinal);
    private readonly MeterListener listener = new();
    private readonly string source;

    /// <summary>A board of the desk's meters.</summary>
    public MetricsBoard()
        : this(TelemetryNames.Source)
    {
    }

    internal MetricsBoard(string source)
    {
        this.source = source;
        listener.InstrumentPublished = Published;
        listener.SetMeasurementEventCallback<long>((_, value, dimensions, family) => Take(value, dimensions, family));
        listener.SetMeasurementEventCallback<double>((_, value, dimensions, family) => Take(value, dimensions, family));
    }

    /// <summary>The meters as they stand now.</summary>
    public string Write()
    {
        lock (gate)
        {
            foreach (var family in families.Values)
            {
                family.Forget();
            }

            listener.RecordObservableInstruments();
            var text = new StringBuilder();
            foreach (var family in families.Values)
            {
                family.Write(text);
            }

            return text.ToString();
        }
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        listener.Start();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public void Dispose() => listener.Dispose();

    // Meters of one name are one family, whoever made them.
    private void Published(Instrument instrument, MeterListener from)
    {
        if (instrument.Meter.Name == source)
        {
            lock (gate)
            {
                var made = Family.Of(instrument);
                if (!families.TryGetValue(made.Name, out var family))
                {
                    families.Add(made.Name, family = made);
                }

                from.EnableMeasurementEvents(instrument, family);
            }
        }
    }

    private void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> dimensions, object? family)
    {
        var labels = Labels.Of(dimensions);
        lock (gate)
        {
            ((Family)family!).Take(value, labels);
        }
    }
}
