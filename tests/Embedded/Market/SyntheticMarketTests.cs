using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Scanning;
using Trading.Time;

namespace Trading.Tests.Embedded.Market;

public sealed class SyntheticMarketTests
{
    private static readonly LocalDate End = new(2013, 10, 7);
    private static readonly Symbol First = Symbol.Parse("SYN0001");

    [Fact]
    public void Every_bar_is_possible_and_every_session_has_one()
    {
        var market = new SyntheticMarket(1, End, symbols: 40);
        var sessions = new List<LocalDate>();
        for (var date = new LocalDate(2011, 10, 8); date <= End; date = date.PlusDays(1))
        {
            if (ExchangeCalendar.Nyse.IsSession(date))
            {
                sessions.Add(date);
            }
        }

        foreach (var symbol in market.Symbols.Append(Symbol.Parse("SPY")))
        {
            var bars = market.Daily(symbol)!;
            Assert.Equal(sessions, Enumerable.Range(0, bars.Count).Select(bars.DateAt));
            for (var i = 0; i < bars.Count; i++)
            {
                Assert.True(bars.Low[i] > 0 && bars.High[i] >= Math.Max(bars.Open[i], bars.Close[i]) && bars.Low[i] <= Math.Min(bars.Open[i], bars.Close[i]));
                Assert.Equal(Math.Round(bars.Close[i], 2), bars.Close[i]);
                Assert.True(bars.Volume[i] > 0 && bars.Volume[i] == Math.Floor(bars.Volume[i]));
            }
        }
    }

    [Fact]
    public void A_longer_market_has_the_same_bars_where_both_have_any()
    {
        var day = new LocalDate(2013, 10, 7);
        var source = new SyntheticMarket(3, day, symbols: 3);
        var longer = new SyntheticMarket(3, new LocalDate(2015, 2, 3), symbols: 9, years: 7);
        foreach (var symbol in source.Symbols.Append(Symbol.Parse("IWM")))
        {
            var bars = source.Daily(symbol)!;
            var same = longer.Daily(symbol)!.Through(day);

            Assert.Equal(bars.Days.ToArray(), same.Days[^bars.Count..].ToArray());
            Assert.Equal(bars.Open.ToArray(), same.Open[^bars.Count..].ToArray());
            Assert.Equal(bars.High.ToArray(), same.High[^bars.Count..].ToArray());
            Assert.Equal(bars.Low.ToArray(), same.Low[^bars.Count..].ToArray());
            Assert.Equal(bars.Close.ToArray(), same.Close[^bars.Count..].ToArray());
            Assert.Equal(bars.Volume.ToArray(), same.Volume[^bars.Count..].ToArray());
            Assert.Equal(source.Minutes(symbol, day), longer.Minutes(symbol, day));
        }
    }

    [Fact]
    public void Another_seed_is_another_market() =>
        Assert.NotEqual(new SyntheticMarket(1, End, 1).Daily(First)!.Close.ToArray(), new SyntheticMarket(2, End, 1).Daily(First)!.Close.ToArray());

    [Fact]
    public void The_bars_are_pinned_so_that_an_old_rehearsal_can_be_repeated()
    {
        var bars = new SyntheticMarket(1, End).Daily(First)!;

        Assert.Equal("501 55.92 56.17 55.75 56.04 374906", $"{bars.Count} {bars.Open[^1]} {bars.High[^1]} {bars.Low[^1]} {bars.Close[^1]} {bars.Volume[^1]}");
    }

    [Fact]
    public void The_default_market_moves_as_stocks_do_and_has_sectors()
    {
        var market = new SyntheticMarket(1, End);
        var moves = market.Symbols.SelectMany(symbol => Moves(market.Daily(symbol)!)).ToArray();
        var deviation = Math.Sqrt(moves.Average(move => move * move));

        Assert.Equal(500, market.Symbols.Count);
        Assert.Equal(11, market.Sectors.Values.Distinct().Count());
        Assert.InRange(deviation, 0.01, 0.035);
        Assert.InRange(moves.Max(), 0.06, 0.5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void The_scan_finds_candidates_in_it(int seed)
    {
        var market = new SyntheticMarket((ulong)seed, End);

        Assert.InRange(market.Symbols.Count(symbol => Scanner.Scan(market.Daily(symbol)!, new ScanSettings()) is not null), 3, 200);
    }

    private static IEnumerable<double> Moves(BarSeries bars) => Enumerable.Range(1, bars.Count - 1).Select(i => Math.Log(bars.Close[i] / bars.Close[i - 1]));
}
