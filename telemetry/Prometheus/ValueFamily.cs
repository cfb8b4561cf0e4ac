using System.Text;

namespace Trading.Telemetry.Prometheus;

/// <summary>Counters, which add what they are told, and gauges, which are told anew at each look.</summary>
internal sealed class ValueFamily(string name, string kind, string help, bool adds) : Family(name, kind, help)
{
    private readonly SortedDictionary<string, double> series = new(StringComparer.Ordinal);

    public override void Take(double value, string labels) => series[labels] = adds ? series.GetValueOrDefault(labels) + value : value;

    public override void Forget()
    {
        if (!adds)
        {
            series.Clear();
        }
    }

    protected override void WriteSeries(StringBuilder text)
    {
        foreach (var (labels, value) in series)
        {
            Line(text, Name, labels, value);
        }
    }
}
