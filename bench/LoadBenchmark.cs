using Trading.Embedded.Market;

namespace Trading.Bench;

/// <summary>Loads a folder of 3,000 CSV files of 500 daily bars each, on one thread, in a fresh process.</summary>
internal sealed class LoadBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "load";

    /// <inheritdoc/>
    public void Prepare(string folder) => BenchFolder.Write(folder);

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(string folder)
    {
        var bars = 0;
        var cold = Measure.Once(() => bars = Load(folder));
        yield return new Measurement(Name, $"{BenchFolder.Symbols:N0} files, {bars:N0} bars, cold process", cold, "ms", 1000);
        yield return new Measurement(Name, $"{BenchFolder.Symbols:N0} files, {bars:N0} bars, warm", Measure.Warm(() => Load(folder), 3), "ms", null);
    }

    private static int Load(string folder)
    {
        var source = new CsvBarFolder(folder);
        var bars = 0;
        foreach (var symbol in source.Symbols)
        {
            bars += source.Daily(symbol)!.Count;
        }

        return bars;
    }
}
