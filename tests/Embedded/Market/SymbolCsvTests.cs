using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Market;

public sealed class SymbolCsvTests : IDisposable
{
    private static readonly Symbol Aig = Symbol.Parse("AIG");
    private readonly TempFolder folder = new();

    public SymbolCsvTests() => folder.Write("daily/AIG.csv", BarFolderWriter.Header);

    private CsvBarFolder Bars => new(folder.FullPath);

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Both_files_may_be_absent()
    {
        Assert.Empty(Bars.Sectors);
        Assert.Null(Bars.Earnings);
    }

    [Fact]
    public void A_company_name_may_hold_commas_and_quotes()
    {
        folder.Write("sectors.csv", "symbol,sector,company\r\nAIG,Financial,\"American, \"\"Int'l\"\" Group\"\r\nIBM,\"Technology, IT\",IBM\r\n");

        Assert.Equal("Financial", Bars.Sectors[Aig]);
        Assert.Equal("Technology, IT", Bars.Sectors[Symbol.Parse("IBM")]);
    }

    [Fact]
    public void Earnings_dates_are_sorted_by_symbol()
    {
        folder.Write("earnings.csv", "symbol,date\nAIG,2013-10-31\nIBM,2013-10-16\nAIG,2013-08-01\nAIG,2013-08-01\n");

        Assert.Equal([new LocalDate(2013, 8, 1), new LocalDate(2013, 10, 31)], Bars.Earnings![Aig]);
        Assert.Equal(2, Bars.Earnings!.Count);
    }

    [Theory]
    [InlineData("sectors.csv", "ticker,sector\nAIG,x\n", "sectors.csv line 1: the header must have the columns symbol and sector")]
    [InlineData("sectors.csv", "", "sectors.csv line 1: the header must have the columns symbol and sector")]
    [InlineData("earnings.csv", "symbol,date\nAIG,31.10.2013\n", "earnings.csv line 2: '31.10.2013' is not a date like 2013-10-31")]
    [InlineData("earnings.csv", "symbol,date\nAIG\n", "earnings.csv line 2: no symbol and date can be read")]
    [InlineData("earnings.csv", "symbol,date\nA G,2013-10-31\n", "earnings.csv line 2: no symbol and date can be read")]
    public void A_bad_line_is_named_by_file_and_line(string file, string text, string wrong)
    {
        folder.Write(file, text);

        Assert.Equal(wrong, Assert.Throws<MarketDataException>(() => file == "sectors.csv" ? (object)Bars.Sectors : Bars.Earnings!).Message);
    }

    [SharedDataFact]
    public void The_real_sectors_are_read()
    {
        var sectors = new CsvBarFolder(SharedData.Path()).Sectors;

        Assert.Equal(File.ReadLines(SharedData.Path("sectors.csv")).Count() - 1, sectors.Count);
        Assert.Equal("Basic Materials", sectors[Symbol.Parse("XOM")]);
    }
}
