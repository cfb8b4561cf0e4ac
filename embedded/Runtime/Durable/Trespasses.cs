using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Trading.Embedded.Runtime.Durable;

/// <summary>Runs whose code has left its thread, as reported from whichever thread it went to.</summary>
internal sealed class Trespasses
{
    private readonly ConcurrentQueue<(OrchestrationInstance Instance, int Generation)> reported = new();

    public bool Any => !reported.IsEmpty;

    public void Add(OrchestrationInstance instance, int generation) => reported.Enqueue((instance, generation));

    public bool TryTake([NotNullWhen(true)] out OrchestrationInstance? instance, out int generation)
    {
        var taken = reported.TryDequeue(out var run);
        (instance, generation) = run;
        return taken;
    }
}
