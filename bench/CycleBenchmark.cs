using NodaTime;
using Trading.Execution;

namespace Trading.Bench;

/// <summary>The execution cycle over 200 candidates and 20 positions on the simulated broker, each cycle a minute after the one before.</summary>
internal sealed class CycleBenchmark : IBenchmark
{
    private int number;

    /// <inheritdoc/>
    public string Name => "cycle";

    /// <inheritdoc/>
    public void Prepare(string folder)
    {
    }

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(string folder)
    {
        using var desk = new BenchDesk(Path.Combine(folder, "state"));
        desk.OpenAsync(candidates: 200, confirmed: 20).GetAwaiter().GetResult();
        yield return new Measurement(Name, "200 candidates, 20 entries of two brackets, cold process", Measure.Once(() => Step(desk)), "ms", null);
        for (var i = 0; i < 20; i++)
        {
            Step(desk);
        }

        yield return new Measurement(Name, "200 candidates, 20 positions, warm", Measure.Warm(() => Step(desk), 99), "ms", 2);
    }

    private void Step(BenchDesk desk)
    {
        desk.Clock.Now += Duration.FromMinutes(1);
        desk.Cycle.RunAsync(new CycleInput(BenchDesk.Day, "bench", ++number), default).GetAwaiter().GetResult();
    }
}
