using System.Diagnostics.Metrics;
using System.Globalization;
using System.Text;

namespace Trading.Telemetry.Prometheus;

/// <summary>All series of one instrument.</summary>
internal abstract class Family(string name, string kind, string help)
{
    /// <summary>Its name in Prometheus' letters.</summary>
    public string Name => name;

    /// <summary>The family of an instrument.</summary>
    public static Family Of(Instrument instrument)
    {
        var help = instrument.Description ?? string.Empty;
        return instrument switch
        {
            Histogram<double> histogram => new HistogramFamily(MetricName.Of(instrument.Name, instrument.Unit, counts: false), help, histogram.Advice?.HistogramBucketBoundaries ?? []),
            Counter<long> => new ValueFamily(MetricName.Of(instrument.Name, instrument.Unit, counts: true), "counter", help, adds: true),
            _ => new ValueFamily(MetricName.Of(instrument.Name, instrument.Unit, counts: false), "gauge", help, adds: false),
        };
    }

    /// <summary>Takes a measurement.</summary>
    public abstract void Take(double value, string labels);

    /// <summary>Forgets what the next look tells anew.</summary>
    public virtual void Forget()
    {
    }

    /// <summary>Writes its lines; nothing when it has no series.</summary>
    public void Write(StringBuilder text)
    {
        var lines = new StringBuilder();
        WriteSeries(lines);
        if (lines.Length > 0)
        {
            text.Append("# HELP ").Append(name).Append(' ').Append(help.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal)).Append('\n');
            text.Append("# TYPE ").Append(name).Append(' ').Append(kind).Append('\n').Append(lines);
        }
    }

    /// <summary>Writes the lines of all series.</summary>
    protected abstract void WriteSeries(StringBuilder text);

    /// <summary>Writes one line.</summary>
    protected static void Line(StringBuilder text, string name, string labels, double value)
    {
        text.Append(name);
        if (labels.Length > 0)
        {
            text.Append('{').Append(labels).Append('}');
        }

        text.Append(' ').Append(Number(value)).Append('\n');
    }

    /// <summary>A number as Prometheus reads it.</summary>
    protected static string Number(double value) => double.IsPositiveInfinity(value) ? "+Inf" : double.IsNegativeInfinity(value) ? "-Inf" : value.ToString("R", CultureInfo.InvariantCulture);
}
