using NodaTime;

namespace Trading.Embedded.Broker;

/// <summary>When each order, or a leg under it, last changed: newest first without looking at the rest of history.</summary>
internal sealed class SimChanges
{
    private readonly SortedSet<(Instant At, int Number)> byTime = [];
    private readonly Dictionary<int, (Instant At, SimOrder Order)> last = [];

    public void Add(SimOrder root, Instant at)
    {
        if (last.TryGetValue(root.Number, out var before))
        {
            at = Instant.Max(at, before.At);
            byTime.Remove((before.At, root.Number));
        }

        byTime.Add((at, root.Number));
        last[root.Number] = (at, root);
    }

    public IEnumerable<SimOrder> Since(Instant since)
    {
        foreach (var (at, number) in byTime.Reverse())
        {
            if (at < since)
            {
                yield break;
            }

            yield return last[number].Order;
        }
    }
}
