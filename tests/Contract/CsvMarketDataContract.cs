using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Embedded.Market;
using Trading.Tests.Support;

namespace Trading.Tests.Contract;

public sealed class CsvMarketDataContract : MarketDataContract, IDisposable
{
    private readonly TempFolder folder = new();
    private readonly CsvBarFolder bars;

    public CsvMarketDataContract()
    {
        BarFolderWriter.Write(folder, "daily/AIG.csv", new LocalDate(2013, 9, 3), new LocalDate(2013, 10, 31));
        BarFolderWriter.Write(folder, "daily/ZZZ.csv", new LocalDate(2013, 9, 3), new LocalDate(2013, 10, 31));
        BarFolderWriter.Write(folder, "benchmarks/SPY.csv", new LocalDate(2013, 9, 3), new LocalDate(2013, 10, 31));
        folder.Write("minute/AIG_2013-10-08.csv", "time,open,high,low,close,volume\n09:30:00,50,50,50,50,100\n15:59:00,50,50,50,50,100\n");
        bars = new CsvBarFolder(folder.FullPath);
    }

    protected override LocalDate Day { get; } = new(2013, 10, 7);

    protected override Symbol Traded { get; } = Symbol.Parse("AIG");

    protected override Symbol Benchmark { get; } = Symbol.Parse("SPY");

    public void Dispose() => folder.Dispose();

    protected override IMarketData Open(TimeProvider clock) => new ClockedMarketData(bars, clock);
}
