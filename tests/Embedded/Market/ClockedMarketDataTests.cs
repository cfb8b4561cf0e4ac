using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Embedded.Market;

public sealed class ClockedMarketDataTests : IDisposable
{
    private static readonly Symbol Aig = Symbol.Parse("AIG");
    private static readonly Symbol Bad = Symbol.Parse("BAD");
    private static readonly LocalDate Monday = new(2013, 10, 7);
    private readonly TempFolder folder = new();
    private readonly ManualClock clock = new(NewYork.At(Monday, new LocalTime(11, 0)));

    public ClockedMarketDataTests() => BarFolderWriter.Write(folder, "daily/AIG.csv", new LocalDate(2013, 9, 3), new LocalDate(2013, 10, 31));

    public void Dispose() => folder.Dispose();

    [Fact]
    [Trait("Bug", "C4.30")]
    public async Task One_symbols_bad_bar_does_not_take_the_prices_of_the_others()
    {
        folder.Write("daily/BAD.csv", $"{BarFolderWriter.Header}2013-10-03,50,49,50,50,1\n");
        var market = new ClockedMarketData(new CsvBarFolder(folder.FullPath), clock);

        Assert.Equal([Aig], (await market.QuotesAsync([Bad, Aig], default)).Keys);
        Assert.Equal([Aig], (await market.MinutesAsync([Bad, Aig], Monday, default)).Keys);
        Assert.Equal([Aig, Bad], await market.SymbolsAsync(default));
        await Assert.ThrowsAsync<BadBarException>(async () => await market.DailyAsync(Bad, default));
    }

    [Fact]
    public async Task On_an_early_close_there_are_210_minutes()
    {
        folder.Write("daily/AIG.csv", $"{BarFolderWriter.Header}2013-11-29,50,51,49,50,100000\n");
        clock.Now = NewYork.At(new LocalDate(2013, 11, 29), new LocalTime(18, 0));
        var market = new ClockedMarketData(new CsvBarFolder(folder.FullPath), clock);

        var minutes = (await market.MinutesAsync([Aig], new LocalDate(2013, 11, 29), default))[Aig];
        Assert.Equal(210, minutes.Count);
        Assert.Equal(NewYork.At(new LocalDate(2013, 11, 29), new LocalTime(13, 0)), minutes[^1].End);
    }

    [Fact]
    public async Task A_date_to_come_has_no_minutes()
    {
        var market = new ClockedMarketData(new CsvBarFolder(folder.FullPath), clock);

        Assert.Empty(await market.MinutesAsync([Aig], Monday.PlusDays(1), default));
    }

    [Fact]
    public async Task The_minutes_so_far_can_be_counted_indexed_and_walked()
    {
        var market = new ClockedMarketData(new CsvBarFolder(folder.FullPath), clock);
        var minutes = (await market.MinutesAsync([Aig], Monday, default))[Aig];

        Assert.Equal(90, minutes.Count);
        Assert.Equal(90, minutes.Select(bar => bar.Start).Distinct().Count());
        Assert.Equal(minutes.Skip(89).Single(), minutes[89]);
        Assert.Throws<ArgumentOutOfRangeException>(() => minutes[90]);
    }

    [Fact]
    public async Task A_symbol_that_stopped_trading_is_quoted_as_old_as_it_is()
    {
        BarFolderWriter.Write(folder, "daily/GONE.csv", new LocalDate(2013, 9, 3), new LocalDate(2013, 9, 20));
        var market = new ClockedMarketData(new CsvBarFolder(folder.FullPath), clock);

        var quote = (await market.QuotesAsync([Symbol.Parse("GONE")], default)).Values.Single();
        Assert.Equal(NewYork.At(new LocalDate(2013, 9, 20), new LocalTime(16, 0)), quote.At);
    }

    [Fact]
    public async Task The_symbols_of_today_are_those_that_have_traded()
    {
        BarFolderWriter.Write(folder, "daily/LATE.csv", Monday, Monday.PlusDays(3));
        var market = new ClockedMarketData(new CsvBarFolder(folder.FullPath), clock);

        Assert.Equal([Aig], await market.SymbolsAsync(default));
        clock.Now = NewYork.At(Monday, new LocalTime(16, 0));
        Assert.Equal([Aig, Symbol.Parse("LATE")], await market.SymbolsAsync(default));
    }
}
