using Trading.Operations.Readings;

namespace Trading.Operations.Alerting;

/// <summary>What every source said in one round. A source that fails is a reading of its own and hides no other.</summary>
internal sealed class ReadingRound
{
    private readonly Dictionary<string, List<Reading>> byMetric = new(StringComparer.Ordinal);

    private ReadingRound()
    {
    }

    /// <summary>Whether every source answered: only then does a reading that is missing mean that there is nothing to read any more.</summary>
    public bool IsWhole { get; private set; } = true;

    /// <summary>Asks all sources.</summary>
    public static async ValueTask<ReadingRound> ReadAsync(IReadOnlyList<IReadingSource> sources, CancellationToken cancellationToken)
    {
        var round = new ReadingRound();
        for (var i = 0; i < sources.Count; i++)
        {
            try
            {
                var readings = await sources[i].ReadAsync(cancellationToken).ConfigureAwait(false);
                for (var j = 0; j < readings.Count; j++)
                {
                    round.Add(readings[j]);
                }
            }
            catch (Exception fault) when (fault is not OperationCanceledException)
            {
                round.IsWhole = false;
                round.Add(new Reading(AlertMetrics.Unknown, 1m, sources[i].GetType().Name, $"{sources[i].GetType().Name} could not be read: {fault.Message}"));
            }
        }

        return round;
    }

    /// <summary>All readings.</summary>
    public IReadOnlyList<Reading> All => [.. byMetric.Values.SelectMany(readings => readings)];

    /// <summary>The readings of a metric.</summary>
    public List<Reading>? Of(string metric) => byMetric.GetValueOrDefault(metric);

    private void Add(Reading reading)
    {
        if (!byMetric.TryGetValue(reading.Metric, out var readings))
        {
            byMetric.Add(reading.Metric, readings = []);
        }

        readings.Add(reading);
        if (reading.Value is null)
        {
            var subject = reading.Subject.Length == 0 ? reading.Metric : $"{reading.Metric}:{reading.Subject}";
            Add(new Reading(AlertMetrics.Unknown, 1m, subject, $"{subject} is not known: {reading.Sentence}"));
        }
    }
}
