using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Embedded.Market;
using Trading.Market;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Embedded.Market;

public sealed class DayPathTests
{
    private static readonly Symbol Made = Symbol.Parse("MADE");
    private static readonly LocalDate Day = new(2013, 10, 7);

    [Fact]
    public void A_path_is_the_day_in_minutes()
    {
        var prices = Gen.Choose(1, 400_000).Three().Select(p => (Low: Math.Min(p.Item1, p.Item2), High: Math.Max(p.Item1, p.Item2), Seed: p.Item3));
        var days = from range in prices
                   from open in Gen.Choose(range.Low, range.High)
                   from close in Gen.Choose(range.Low, range.High)
                   from scale in Gen.Elements(100m, 10_000m)
                   from volume in Gen.Choose(0, 50_000_000)
                   select new Bar(open / scale, range.High / scale, range.Low / scale, close / scale, volume);
        Prop.ForAll(days.ToArbitrary(), Holds).Check(Config.QuickThrowOnFailure.WithMaxTest(100).WithReplay(11, 5));
    }

    [Theory]
    [InlineData("5 5 5 5")]
    [InlineData("5 5.01 5 5.01")]
    [InlineData("5.01 5.01 5 5")]
    [InlineData("5 5.02 5 5")]
    [InlineData("0.0001 0.0002 0.0001 0.0001")]
    public void A_day_without_room_is_still_a_day(string prices)
    {
        var price = prices.Split(' ').Select(decimal.Parse).ToArray();

        Assert.True(Holds(new Bar(price[0], price[1], price[2], price[3], 7)));
    }

    [Fact]
    public void Off_tick_prices_end_at_their_nearest_ticks()
    {
        var path = Path(new Bar(95.1086m, 96.4486m, 94.9286m, 96.4243m, 1000));

        Assert.Equal((95.11m, 96.42m), (path[0].Open, path[^1].Close));
        Assert.Equal((96.45m, 94.93m), (path.Max(bar => bar.High), path.Min(bar => bar.Low)));
    }

    [Fact]
    public void The_same_seed_gives_the_same_path_and_another_seed_another()
    {
        var bar = new Bar(50, 52, 49, 51, 100_000);

        Assert.Equal(Path(bar, 4), Path(bar, 4));
        Assert.NotEqual(Path(bar, 4), Path(bar, 5));
    }

    [Fact]
    public void The_path_is_pinned_so_that_an_old_rehearsal_can_be_repeated()
    {
        var path = Path(new Bar(50, 52, 49, 51, 100_000), 1);

        Assert.Equal("49.96 49.95 50.00 50.13 50.18", string.Join(' ', path.Take(5).Select(bar => bar.Close.ToString(CultureInfo.InvariantCulture))));
    }

    [Fact]
    public void The_path_does_not_depend_on_any_other_day()
    {
        using var folder = new TempFolder();
        folder.Write("daily/MADE.csv", $"{BarFolderWriter.Header}2013-10-04,9,9,9,9,9\n2013-10-07,50,52,49,51,100000\n2013-10-08,3,3,3,3,3\n");

        Assert.Equal(Path(new Bar(50, 52, 49, 51, 100_000), 1), new CsvBarFolder(folder.FullPath, 1).Minutes(Made, Day));
    }

    private static bool Holds(Bar bar)
    {
        var path = Path(bar);
        Assert.Equal(ExchangeCalendar.Nyse.SessionOn(Day)!.Minutes, path.Count);
        Assert.Equal(ExchangeCalendar.Nyse.SessionOn(Day)!.Open, path[0].Start);
        Assert.Equal(bar.Volume, path.Sum(minute => minute.Volume));
        var tick = new Price(bar.High).Tick;
        var (open, high, low, close) = (Tick(bar.Open, tick), Tick(bar.High, tick), Tick(bar.Low, tick), Tick(bar.Close, tick));
        Assert.Equal((open, close), (path[0].Open, path[^1].Close));
        Assert.Equal((high, low), (path.Max(minute => minute.High), path.Min(minute => minute.Low)));
        for (var i = 0; i < path.Count; i++)
        {
            var minute = path[i];
            Assert.Equal(path[0].Start + Duration.FromMinutes(i), minute.Start);
            Assert.True(minute.High >= minute.Open && minute.High >= minute.Close && minute.Low <= minute.Open && minute.Low <= minute.Close && minute.Volume >= 0);
            Assert.True(minute.Open % tick == 0 && minute.High % tick == 0 && minute.Low % tick == 0 && minute.Close % tick == 0);
            Assert.True(i == 0 || minute.Open == path[i - 1].Close);
        }

        if (high - low >= 2 * tick)
        {
            Assert.Equal(open == high && close == high ? 2 : 1, path.Count(minute => minute.High == high));
            Assert.Equal(open == low && close == low ? 2 : 1, path.Count(minute => minute.Low == low));
        }

        return true;
    }

    private static decimal Tick(decimal price, decimal tick) => Math.Max(tick, decimal.Round(price / tick) * tick);

    private static IReadOnlyList<MinuteBar> Path(Bar bar, ulong seed = 0)
    {
        using var folder = new TempFolder();
        folder.Write("daily/MADE.csv", $"{BarFolderWriter.Header}2013-10-07,{bar.Open},{bar.High},{bar.Low},{bar.Close},{bar.Volume}\n");
        return new CsvBarFolder(folder.FullPath, seed).Minutes(Made, Day);
    }

    private sealed record Bar(decimal Open, decimal High, decimal Low, decimal Close, decimal Volume);
}
