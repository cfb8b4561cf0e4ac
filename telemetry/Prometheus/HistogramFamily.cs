using System.Text;

namespace Trading.Telemetry.Prometheus;

/// <summary>Histograms: how many were at or under each bound, their sum and their number.</summary>
internal sealed class HistogramFamily(string name, string help, IReadOnlyList<double> bounds) : Family(name, "histogram", help)
{
    private readonly SortedDictionary<string, Series> series = new(StringComparer.Ordinal);

    public override void Take(double value, string labels)
    {
        if (!series.TryGetValue(labels, out var seen))
        {
            series.Add(labels, seen = new Series(new long[bounds.Count + 1]));
        }

        seen.Take(value, bounds);
    }

    protected override void WriteSeries(StringBuilder text)
    {
        foreach (var (labels, seen) in series)
        {
            var through = 0L;
            for (var i = 0; i < seen.Counts.Length; i++)
            {
                through += seen.Counts[i];
                Line(text, $"{Name}_bucket", Labels.With(labels, "le", Number(i < bounds.Count ? bounds[i] : double.PositiveInfinity)), through);
            }

            Line(text, $"{Name}_sum", labels, seen.Sum);
            Line(text, $"{Name}_count", labels, through);
        }
    }

    private sealed record Series(long[] Counts)
    {
        public double Sum { get; private set; }

        public void Take(double value, IReadOnlyList<double> bounds)
        {
            var place = 0;
            while (place < bounds.Count && value > bounds[place])
            {
                place++;
            }

            Counts[place]++;
            Sum += value;
        }
    }
}
