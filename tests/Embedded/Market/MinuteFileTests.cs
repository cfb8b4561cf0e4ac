using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Embedded.Market;

public sealed class MinuteFileTests : IDisposable
{
    private const string Header = "time,open,high,low,close,volume\n";
    private static readonly Symbol Aig = Symbol.Parse("AIG");
    private static readonly LocalDate Day = new(2013, 10, 7);
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Only_the_session_counts_and_a_minute_without_trades_is_no_bar()
    {
        var minutes = Read("50", "09:29:00,9,9,9,9,1\n09:30:00,50,51,49.5,50.5,100\n09:32:00,50.5,50.5,50.5,50.5,7\n15:59:00,50,50.1,50,50,5\n16:00:00,8,8,8,8,1\n");

        Assert.Equal(
            [
                new MinuteBar(NewYork.At(Day, new LocalTime(9, 30)), 50, 51, 49.5m, 50.5m, 100),
                new MinuteBar(NewYork.At(Day, new LocalTime(9, 32)), 50.5m, 50.5m, 50.5m, 50.5m, 7),
                new MinuteBar(NewYork.At(Day, new LocalTime(15, 59)), 50, 50.1m, 50, 50, 5),
            ],
            minutes);
    }

    [Fact]
    public void A_split_since_then_divides_prices_and_multiplies_volumes()
    {
        var minutes = Read("50", "09:30:00,700,714,693,707,100\n15:59:00,700.07,701,700,700,5\n");

        Assert.Equal((50m, 51m, 49.5m, 50.5m, 1400m), (minutes[0].Open, minutes[0].High, minutes[0].Low, minutes[0].Close, minutes[0].Volume));
        Assert.Equal((50.005m, 70m), (minutes[1].Open, minutes[1].Volume));
    }

    [Theory]
    [InlineData("50.25", "50")]
    [InlineData("50.26", "50.26")]
    public void A_close_half_a_percent_away_is_the_auction_not_a_split(string dailyClose, string expected) =>
        Assert.Equal(decimal.Parse(expected), Read(dailyClose, "15:59:00,50,50,50,50,5\n")[0].Close);

    [Fact]
    public void Without_a_daily_bar_the_symbol_did_not_trade()
    {
        folder.Write("daily/AIG.csv", $"{BarFolderWriter.Header}2013-10-04,50,50,50,50,1\n");
        folder.Write("minute/AIG_2013-10-07.csv", Header + "09:30:00,50,50,50,50,1\n");

        Assert.Empty(new CsvBarFolder(folder.FullPath).Minutes(Aig, Day));
        Assert.Empty(new CsvBarFolder(folder.FullPath).Minutes(Aig, Day.PlusDays(-1)));
    }

    [Fact]
    public void A_file_without_session_minutes_gives_way_to_a_path() =>
        Assert.Equal(ExchangeCalendar.Nyse.SessionOn(Day)!.Minutes, Read("50", "16:01:00,50,50,50,50,1\n").Count);

    [Theory]
    [InlineData("09:30:00,50,49,50,50,1", "line 2: high 49 is under low 50")]
    [InlineData("9:30,50,50,50,50,1", "line 2: '9:30' is not the start of a minute like 09:30:00")]
    [InlineData("09:30:30,50,50,50,50,1", "line 2: '09:30:30' is not the start of a minute like 09:30:00")]
    [InlineData("25:30:00,50,50,50,50,1", "line 2: '25:30:00' is not the start of a minute like 09:30:00")]
    [InlineData("torn", "line 2: '' is not the start of a minute like 09:30:00")]
    [InlineData("09:30:00,50,50,50,50,1\n09:30:00,50,50,50,50,1", "line 3: 09:30:00 comes after 09:30:00")]
    [InlineData("04:00:00,50,x,50,50,1\n09:30:00,50,50,50,50,1", "line 2: high 'x' is not a number")]
    public void A_bad_row_is_named_by_file_and_line(string rows, string wrong)
    {
        var bad = Assert.Throws<BadBarException>(() => Read("50", rows));

        Assert.Equal($"minute/AIG_2013-10-07.csv {wrong}", bad.Message);
    }

    [SharedDataTheory]
    [InlineData("AIG", 2013, 10, 7, 1)]
    [InlineData("SPY", 2013, 10, 10, 1)]
    [InlineData("AAPL", 2014, 6, 6, 7)]
    [InlineData("AAPL", 2014, 6, 9, 1)]
    public void Real_minutes_lie_within_their_daily_bar_and_hold_most_of_its_volume(string name, int year, int month, int day, int split)
    {
        var source = new CsvBarFolder(SharedData.Path());
        var date = new LocalDate(year, month, day);
        var daily = source.Daily(Symbol.Parse(name))!.Through(date);
        var minutes = source.Minutes(Symbol.Parse(name), date);
        var firstRow = File.ReadLines(SharedData.Path("minute", $"{name}_{date:uuuu-MM-dd}.csv")).First(row => row.StartsWith("09:30", StringComparison.Ordinal));

        Assert.InRange(minutes.Count, 389, 390);
        Assert.InRange((double)minutes.Max(bar => bar.High), daily.High[^1] * 0.995, daily.High[^1] * 1.005);
        Assert.InRange((double)minutes.Min(bar => bar.Low), daily.Low[^1] * 0.995, daily.Low[^1] * 1.005);
        Assert.InRange((double)minutes.Sum(bar => bar.Volume), daily.Volume[^1] * 0.6, daily.Volume[^1] * 1.1);
        Assert.InRange((double)(decimal.Parse(firstRow.Split(',')[1]) / minutes[0].Open), split * 0.995, split * 1.005);
    }

    private IReadOnlyList<MinuteBar> Read(string dailyClose, string rows)
    {
        folder.Write("daily/AIG.csv", $"{BarFolderWriter.Header}2013-10-07,50,60,40,{dailyClose},1000\n");
        folder.Write("minute/AIG_2013-10-07.csv", Header + rows);
        return new CsvBarFolder(folder.FullPath).Minutes(Aig, Day);
    }
}
