using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Trading.Market;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Contract;

/// <summary>What every market data adapter promises. A subclass gives a market that trades on <see cref="Day"/> and on the sessions around it.</summary>
public abstract class MarketDataContract
{
    /// <summary>A Monday session on which <see cref="Traded"/> trades, with bars before and after it.</summary>
    protected abstract LocalDate Day { get; }

    /// <summary>A symbol that trades on <see cref="Day"/>.</summary>
    protected abstract Symbol Traded { get; }

    /// <summary>A benchmark.</summary>
    protected abstract Symbol Benchmark { get; }

    /// <summary>The market as <paramref name="clock"/> lets it be seen.</summary>
    protected abstract IMarketData Open(TimeProvider clock);

    private Session Session => ExchangeCalendar.Nyse.SessionOn(Day)!;

    [Fact]
    public async Task Todays_daily_bar_is_known_from_the_close_on()
    {
        var clock = new ManualClock(Session.Close - Duration.FromMilliseconds(1));
        var market = Open(clock);
        var before = (await market.DailyAsync(Traded, default))!;
        clock.Now = Session.Close;
        var after = (await market.DailyAsync(Traded, default))!;

        Assert.Equal(ExchangeCalendar.Nyse.Previous(Day).Date, before.DateAt(before.Count - 1));
        Assert.Equal(Day, after.DateAt(after.Count - 1));
    }

    [Fact]
    public async Task A_minute_is_known_from_its_end_on()
    {
        var clock = new ManualClock(Session.Open + Duration.FromSeconds(59));
        var market = Open(clock);

        Assert.Empty(await market.MinutesAsync([Traded], Day, default));
        clock.Now = Session.Open + Duration.FromMinutes(1);
        Assert.Equal(Session.Open, Assert.Single((await market.MinutesAsync([Traded], Day, default))[Traded]).Start);
    }

    [Fact]
    public async Task A_quote_is_the_last_ended_minutes_close_and_before_that_the_last_daily_close()
    {
        var clock = new ManualClock(Session.Open);
        var market = Open(clock);
        var daily = (await market.DailyAsync(Traded, default))!;

        Assert.Equal(
            new Quote(Traded, Price.From(daily.Close[^1])!.Value, ExchangeCalendar.Nyse.Previous(Day).Close),
            (await market.QuotesAsync([Traded], default))[Traded]);
        clock.Now = Session.Open + Duration.FromMinutes(90);
        var minute = (await market.MinutesAsync([Traded], Day, default))[Traded][^1];
        Assert.Equal(new Quote(Traded, new Price(minute.Close), minute.End), (await market.QuotesAsync([Traded], default))[Traded]);
    }

    [Fact]
    public async Task Symbols_are_sorted_and_benchmarks_are_not_among_them_but_have_bars()
    {
        var market = Open(new ManualClock(Session.Open));
        var symbols = await market.SymbolsAsync(default);

        Assert.Contains(Traded, symbols);
        Assert.DoesNotContain(Benchmark, symbols);
        Assert.Equal(symbols.Order(), symbols);
        Assert.NotNull(await market.DailyAsync(Benchmark, default));
    }

    [Fact]
    public async Task An_unknown_symbol_has_nothing_and_takes_nothing_from_the_others()
    {
        var unknown = Symbol.Parse("NOSUCH");
        var market = Open(new ManualClock(Session.Open + Duration.FromHours(1)));

        Assert.Null(await market.DailyAsync(unknown, default));
        Assert.Equal([Traded], (await market.QuotesAsync([unknown, Traded], default)).Keys);
        Assert.Equal([Traded], (await market.MinutesAsync([unknown, Traded], Day, default)).Keys);
    }

    [Fact]
    public async Task Before_the_first_bar_there_are_no_symbols()
    {
        var market = Open(new ManualClock(Instant.FromUtc(1995, 1, 3, 15, 0)));

        Assert.Empty(await market.SymbolsAsync(default));
        Assert.Null(await market.DailyAsync(Traded, default));
        Assert.Empty(await market.QuotesAsync([Traded], default));
    }

    [Fact]
    public void Nothing_is_ever_known_before_its_time()
    {
        var seconds = Gen.Choose(-5 * 86400, 5 * 86400).ToArbitrary();
        Prop.ForAll(seconds, offset => KnowsOnlyThePast(Session.Open + Duration.FromSeconds(offset))).Check(Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(7, 3));
    }

    private async Task<bool> KnowsOnlyThePast(Instant now)
    {
        var market = Open(new ManualClock(now));
        var daily = (await market.DailyAsync(Traded, default))!;
        var closed = ExchangeCalendar.Nyse.SessionOn(daily.DateAt(daily.Count - 1))!.Close <= now;
        var quotes = (await market.QuotesAsync([Traded, Benchmark], default)).Values.All(quote => quote.At <= now);
        var minutes = new List<MinuteBar>();
        for (var days = -1; days < 8; days++)
        {
            minutes.AddRange((await market.MinutesAsync([Traded], NewYork.DateOf(now).PlusDays(days), default)).Values.SelectMany(bars => bars));
        }

        return closed && quotes && minutes.TrueForAll(bar => bar.End <= now);
    }
}
