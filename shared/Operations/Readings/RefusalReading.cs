using NodaTime;
using Trading.Execution;
using Trading.Time;

namespace Trading.Operations.Readings;

/// <summary>
/// The share of the last ten minutes' entries that were refused for a fault, 0 to 1; nothing while there were fewer than ten. A limit, a gate or a price that moved refuses by design: those refusals do not count.
/// </summary>
public sealed class RefusalReading(TimeProvider clock) : IReadingSource
{
    private const int Least = 10;
    private static readonly Duration Span = Duration.FromMinutes(10);


    private readonly Lock gate = new();
    private readonly Queue<(Instant At, int Sent, int Refused)> cycles = new();

    /// <summary>Takes note of a cycle.</summary>
    public void Note(CycleReport cycle)
    {
        var refused = 0;
        foreach (var (code, count) in cycle.Blocks)
        {
            refused += IsFault(code) ? count : 0;
        }

        var sent = cycle.Submitted;
        if (refused + sent > 0)
        {
            lock (gate)
            {
                cycles.Enqueue((clock.Now(), sent, refused));
            }
        }
    }

    // Something could not be known or read; everything else is a limit, a gate or a price doing its work.
    private static bool IsFault(string code) =>
        code.EndsWith("_unknown", StringComparison.Ordinal) || code.EndsWith("_unreadable", StringComparison.Ordinal) || code is "check_failed" or "price_missing" or "unknown_strategy" or "intent_stale";

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<Reading>> ReadAsync(CancellationToken cancellationToken)
    {
        var (sent, refused) = (0, 0);
        lock (gate)
        {
            while (cycles.TryPeek(out var oldest) && oldest.At + Span <= clock.Now())
            {
                cycles.Dequeue();
            }

            foreach (var cycle in cycles)
            {
                sent += cycle.Sent;
                refused += cycle.Refused;
            }
        }

        var all = sent + refused;
        IReadOnlyList<Reading> readings = all < Least ? [] : [new Reading("refusal_rate", (decimal)refused / all, string.Empty, $"{refused} of {all} entries of ten minutes were refused")];
        return ValueTask.FromResult(readings);
    }
}
