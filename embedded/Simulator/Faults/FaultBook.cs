using Trading.Embedded.Simulator.Wire;

namespace Trading.Embedded.Simulator.Faults;

/// <summary>The faults that still wait, first come first served. Safe for concurrent callers.</summary>
internal sealed class FaultBook
{
    private readonly Lock gate = new();
    private readonly List<Fault> waiting = [];

    public void Add(Fault fault)
    {
        lock (gate)
        {
            waiting.Add(fault);
        }
    }

    /// <summary>The fault that befalls a request, counted down; null when none does.</summary>
    public Fault? Take(string method, string path)
    {
        lock (gate)
        {
            var at = waiting.FindIndex(fault => fault.Befalls(method, path));
            if (at < 0)
            {
                return null;
            }

            var fault = waiting[at];
            if (fault.Asked.Times > 1)
            {
                waiting[at] = fault with { Asked = fault.Asked with { Times = fault.Asked.Times - 1 } };
            }
            else
            {
                waiting.RemoveAt(at);
            }

            return fault;
        }
    }

    public IReadOnlyList<FaultJson> List()
    {
        lock (gate)
        {
            return [.. waiting.Select(fault => fault.Asked)];
        }
    }

    public void Clear()
    {
        lock (gate)
        {
            waiting.Clear();
        }
    }
}
