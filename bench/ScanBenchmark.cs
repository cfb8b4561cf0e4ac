using Trading.Embedded.Market;
using Trading.Market;
using Trading.Scanning;

namespace Trading.Bench;

/// <summary>Scans 3,000 symbols of 500 daily bars each, on one thread, in a fresh process; the bars are in memory before the clock starts.</summary>
internal sealed class ScanBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "scan";

    /// <inheritdoc/>
    public void Prepare(string folder) => BenchFolder.Write(folder);

    /// <inheritdoc/>
    public IEnumerable<Measurement> Run(string folder)
    {
        var source = new CsvBarFolder(folder);
        List<BarSeries> market = [.. source.Symbols.Select(symbol => source.Daily(symbol)!)];
        var candidates = 0;
        var cold = Measure.Once(() => candidates = Scan(market));
        yield return Row($"{market.Count:N0} symbols, {candidates:N0} candidates, cold process", cold, market.Count, 20);
        yield return Row($"{market.Count:N0} symbols, {candidates:N0} candidates, warm", Measure.Warm(() => Scan(market)), market.Count, null);
    }

    private static int Scan(List<BarSeries> market)
    {
        var inputs = ScanInputs.AfterClose(BenchFolder.Through, "scan", market, benchmark: null, Sectors.Unknown);
        return DailyScan.Run(inputs, ScanSettings.Default, ScanFilters.None).Candidates.Count;
    }

    private Measurement Row(string what, double milliseconds, int symbols, double? limit) => new(Name, what, milliseconds * 1000 / symbols, "us a symbol", limit);
}
