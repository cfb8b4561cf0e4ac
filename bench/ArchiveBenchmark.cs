using Trading.Embedded.Market;
using Trading.Market.Archive;

namespace Trading.Bench;

/// <summary>Reads the archive of 3,000 symbols of 500 daily bars each from its file, every bar decoded, in a fresh process; and writes it.</summary>
internal sealed class ArchiveBenchmark : IBenchmark
{
    private const string FileName = "daily.bars";
    private const double Megabyte = 1 << 20;

    /// <inheritdoc/>
    public string Name => "archive";

    /// <inheritdoc/>
    public void Prepare(string folder)
    {
        BenchFolder.Write(folder);
        var source = new CsvBarFolder(folder);
        File.WriteAllBytes(Path.Combine(folder, FileName), ArchiveCode.Write(BenchFolder.Through, [.. source.Symbols.Select(symbol => new ArchivedBars(source.Daily(symbol)!, IsListed: true))]));
    }

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(string folder)
    {
        var path = Path.Combine(folder, FileName);
        var bars = 0L;
        var cold = Measure.Once(() => bars = Read(path));
        yield return new Measurement(Name, $"read, {BenchFolder.Symbols:N0} symbols, {bars:N0} bars, cold process", cold, "ms", 1000);
        yield return new Measurement(Name, "read, warm", Measure.Warm(() => Read(path), 3), "ms", null);
        ArchivedBars[] entries = [.. ArchiveCode.Open(File.ReadAllBytes(path), FileName).All()];
        var size = 0;
        yield return new Measurement(Name, "write, warm", Measure.Warm(() => size = ArchiveCode.Write(BenchFolder.Through, entries).Length, 3), "ms", 2000);
        yield return new Measurement(Name, "size", size / Megabyte, "MB", 32);
    }

    private static long Read(string path)
    {
        var bars = 0L;
        foreach (var entry in ArchiveCode.Open(File.ReadAllBytes(path), FileName).All())
        {
            bars += entry.Bars.Count;
        }

        return bars;
    }
}
