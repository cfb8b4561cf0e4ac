using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Support;

namespace Trading.Tests.Embedded.Market;

public sealed class CsvBarFolderTests : IDisposable
{
    private const string Header = "date,open,high,low,close,volume\n";
    private const string Tuesday = "2012-09-04,34.37,35.36,34.24,34.56,18825083\n";
    private const string Wednesday = "2012-09-05,34.7,35.04,34.4,34.83,14524175\n";
    private const string Thursday = "2012-09-06,35.1,35.2,34.9,35,9000000\n";

    private static readonly Symbol Aig = Symbol.Parse("AIG");
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Rows_become_columns_with_the_numbers_as_written()
    {
        var bars = Read(Header + Tuesday + Wednesday)!;

        Assert.Equal([15587, 15588], bars.Days.ToArray());
        Assert.Equal(new LocalDate(2012, 9, 4), bars.DateAt(0));
        Assert.Equal([34.37, 34.7], bars.Open.ToArray());
        Assert.Equal([35.36, 35.04], bars.High.ToArray());
        Assert.Equal([34.24, 34.4], bars.Low.ToArray());
        Assert.Equal([34.56, 34.83], bars.Close.ToArray());
        Assert.Equal([18825083d, 14524175d], bars.Volume.ToArray());
    }

    [Theory]
    [InlineData("\uFEFF" + Header + Tuesday + Wednesday)]
    [InlineData("date,open,high,low,close,volume\r\n2012-09-04,34.37,35.36,34.24,34.56,18825083\r\n2012-09-05,34.7,35.04,34.4,34.83,14524175\r\n")]
    [InlineData("date,open,high,low,close,volume\r\n2012-09-04,34.37,35.36,34.24,34.56,18825083\r\n2012-09-05,34.7,35.04,34.4,34.83,14524175")]
    [InlineData(Header + Tuesday + Wednesday + "\n\r\n\n")]
    public void A_mark_at_the_start_and_the_ways_to_end_a_line_are_forgiven(string text)
    {
        var bars = Read(text)!;

        Assert.Equal(2, bars.Count);
        Assert.Equal([18825083d, 14524175d], bars.Volume.ToArray());
    }

    [Theory]
    [InlineData("1e2", 100)]
    [InlineData("100.", 100)]
    [InlineData("+100", 100)]
    [InlineData("100.00000000000000000000000000000001", 100)]
    [InlineData("9007199254740993.5", 9007199254740994d)]
    public void A_number_written_in_an_unusual_way_is_still_that_number(string text, double expected) =>
        Assert.Equal(expected, Read($"{Header}2012-09-04,{text},{text},{text},{text},5\n")!.Close[0]);

    [Theory]
    [InlineData("2012-09-05,34.5,34.1,34.9,34.5,1", "high 34.1 is under low 34.9")]
    [InlineData("2012-09-05,34.5,34.4,34.1,34.2,1", "high 34.4 is under open 34.5")]
    [InlineData("2012-09-05,34.5,34.6,34.1,34.7,1", "high 34.6 is under close 34.7")]
    [InlineData("2012-09-05,34.5,34.8,34.6,34.7,1", "low 34.6 is over open 34.5")]
    [InlineData("2012-09-05,34.7,34.8,34.6,34.5,1", "low 34.6 is over close 34.5")]
    [InlineData("2012-09-05,0,34.8,0,34.5,1", "open 0 is not a price above zero")]
    [InlineData("2012-09-05,34.5,34.8,-1,34.5,1", "low -1 is not a price above zero")]
    [InlineData("2012-09-05,34.5,NaN,34.1,34.5,1", "high NaN is not a price above zero")]
    [InlineData("2012-09-05,34.5,1e999,34.1,34.5,1", "high Infinity is not a price above zero")]
    [InlineData("2012-09-05,34.5,34.8,34.1,34.5,-1", "volume -1 is not a volume")]
    [InlineData("2012-09-05,34.5,34.8,34.1,34.5,", "volume '' is not a number")]
    [InlineData("2012-09-05,34.5,x,34.1,34.5,1", "high 'x' is not a number")]
    [InlineData("2012-09-05,34.5, 34.8,34.1,34.5,1", "high ' 34.8' is not a number")]
    [InlineData("2012-09-05,34.5,34.8,34.1,34.5", "5 columns where 6 belong")]
    [InlineData("2012-09-05,34.5,34.8,34.1,34.5,1,9", "more than 6 columns")]
    [InlineData("2012-09-05", "1 column where 6 belong")]
    [InlineData("2012-9-5,34.5,34.8,34.1,34.5,1", "'2012-9-5' is not a date like 2012-09-04")]
    [InlineData("2012-09-31,34.5,34.8,34.1,34.5,1", "'2012-09-31' is not a date like 2012-09-04")]
    [InlineData("", "'' is not a date like 2012-09-04")]
    [InlineData("2012-09-04,34.5,34.8,34.1,34.5,1", "2012-09-04 is there twice")]
    [InlineData("2012-09-03,34.5,34.8,34.1,34.5,1", "2012-09-03 comes after 2012-09-04")]
    public void A_row_that_cannot_be_true_is_named_by_file_and_line(string row, string wrong)
    {
        var bad = Assert.Throws<BadBarException>(() => Read($"{Header}{Tuesday}{row}\n{Thursday}"));

        Assert.Equal($"daily/AIG.csv line 3: {wrong}", bad.Message);
    }

    [Theory]
    [InlineData("")]
    [InlineData("date,open,high,low,close\n")]
    [InlineData(Tuesday)]
    public void The_header_must_be_there(string text)
    {
        var bad = Assert.Throws<BadBarException>(() => Read(text));

        Assert.Equal("daily/AIG.csv line 1: the header must be date,open,high,low,close,volume", bad.Message);
    }

    [Fact]
    public void A_bad_row_harms_only_its_own_symbol()
    {
        folder.Write("daily/IBM.csv", Header + "2012-09-04,x,1,1,1,1\n");
        folder.Write("daily/AIG.csv", Header + Tuesday);
        var bars = new CsvBarFolder(folder.FullPath);

        Assert.Throws<BadBarException>(() => bars.Daily(Symbol.Parse("IBM")));
        Assert.Equal(1, bars.Daily(Aig)!.Count);
    }

    [Theory]
    [InlineData("2012-09-06,9,8,9,8.5,1")]
    [InlineData("2012-09-06,torn")]
    [InlineData("2012-09-")]
    [InlineData("2012-09-06,35,35,35,35,1\n2012-09-06,35,35,35,35,1")]
    [InlineData("2012-09-07,35,35,35,35,1\n2012-09-06,35,35,35,35,1")]
    public void A_bad_row_after_the_date_asked_for_does_not_exist_yet(string future)
    {
        folder.Write("daily/AIG.csv", Header + Tuesday + Wednesday + future);
        var bars = new CsvBarFolder(folder.FullPath);

        Assert.Equal(2, bars.Daily(Aig, new LocalDate(2012, 9, 5))!.Count);
        Assert.Equal(1, bars.Daily(Aig, new LocalDate(2012, 9, 4))!.Count);
        Assert.Null(bars.Daily(Aig, new LocalDate(2012, 9, 3)));
        Assert.Throws<BadBarException>(() => bars.Daily(Aig, new LocalDate(2012, 9, 7)));
        Assert.Throws<BadBarException>(() => bars.Daily(Aig));
    }

    [Fact]
    public void A_row_without_a_date_between_two_good_ones_fails_from_the_day_after_the_first()
    {
        folder.Write("daily/AIG.csv", Header + Tuesday + "torn\n" + Thursday);
        var bars = new CsvBarFolder(folder.FullPath);

        Assert.Equal(1, bars.Daily(Aig, new LocalDate(2012, 9, 4))!.Count);
        Assert.Throws<BadBarException>(() => bars.Daily(Aig, new LocalDate(2012, 9, 5)));
    }

    [Fact]
    public void Files_may_lie_right_in_the_folder_and_only_symbols_count()
    {
        folder.Write("AIG.csv", Header + Tuesday);
        folder.Write("BRK-A.csv", Header);
        folder.Write("sectors.csv", "symbol,sector,company\n");
        folder.Write("earnings.csv", "symbol,date\n");
        folder.Write("daily_candidates.csv", "Symbol\n");
        folder.Write("benchmarks/SPY.csv", Header + Tuesday + Wednesday);
        var bars = new CsvBarFolder(folder.FullPath);

        Assert.Equal(["AIG", "BRK-A"], bars.Symbols.Select(symbol => symbol.ToString()));
        Assert.Equal(2, bars.Daily(Symbol.Parse("SPY"))!.Count);
        Assert.Null(bars.Daily(Symbol.Parse("BRK-A")));
        Assert.Null(bars.Daily(Symbol.Parse("IBM")));
    }

    [Fact]
    public void A_missing_or_empty_folder_is_one_line_that_says_what_to_do()
    {
        var nowhere = Path.Combine(folder.FullPath, "nowhere");

        Assert.Equal(
            $"The bars folder {nowhere} does not exist; name a folder that holds daily/ or the CSV files themselves",
            Assert.Throws<MarketDataException>(() => new CsvBarFolder(nowhere)).Message);
        Assert.Equal(
            $"The bars folder {folder.FullPath} holds no bars; put daily bars into it as daily/SYMBOL.csv (date,open,high,low,close,volume)",
            Assert.Throws<MarketDataException>(() => new CsvBarFolder(folder.FullPath)).Message);
    }

    [Fact]
    public void A_symbol_with_two_files_is_refused()
    {
        folder.Write("daily/AIG.csv", Header);
        folder.Write("daily/aig.csv", Header);

        Assert.Contains("holds AIG twice", Assert.Throws<MarketDataException>(() => new CsvBarFolder(folder.FullPath)).Message, StringComparison.Ordinal);
    }

    private BarSeries? Read(string text)
    {
        folder.Write("daily/AIG.csv", text);
        return new CsvBarFolder(folder.FullPath).Daily(Aig);
    }
}
