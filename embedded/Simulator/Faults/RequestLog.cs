using Trading.Embedded.Simulator.Wire;

namespace Trading.Embedded.Simulator.Faults;

/// <summary>The last requests, oldest first. Safe for concurrent callers.</summary>
internal sealed class RequestLog
{
    private const int Most = 10_000;
    private readonly Lock gate = new();
    private readonly Queue<LoggedJson> lines = [];

    public void Add(LoggedJson line)
    {
        lock (gate)
        {
            if (lines.Count == Most)
            {
                lines.Dequeue();
            }

            lines.Enqueue(line);
        }
    }

    public IReadOnlyList<LoggedJson> List()
    {
        lock (gate)
        {
            return [.. lines];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            lines.Clear();
        }
    }
}
