using System.Text;
using NodaTime;
using Trading.Market;
using Trading.Market.Universe;
using Trading.Storage;
using Trading.Tests.Shared.Market.Refresh;
using Trading.Tests.Support;
using Trading.Time;

namespace Trading.Tests.Shared.Market.Universe;

public sealed class UniverseTests
{
    private static readonly LocalDate Friday = new(2013, 10, 4);
    private readonly MemoryStore store = new();
    private readonly ListedFeed feed = new(new ManualClock(NewYork.At(new LocalDate(2013, 10, 7), new LocalTime(2, 0))));

    [Theory]
    [InlineData("", "assets:3000")]
    [InlineData(null, "assets:3000")]
    [InlineData("assets", "assets:3000")]
    [InlineData(" assets:250 ", "assets:250")]
    [InlineData("holdings", "holdings")]
    public void The_setting_is_read(string? text, string shown) => Assert.Equal(shown, UniverseSetting.Parse(text).ToString());

    [Theory]
    [InlineData("assets:0")]
    [InlineData("assets:-5")]
    [InlineData("assets:1e3")]
    [InlineData("assets:10001")]
    [InlineData("asset:3000")]
    [InlineData("Holdings")]
    [InlineData("all")]
    public void A_wrong_setting_is_refused_in_one_line(string text) =>
        Assert.Equal($"TRADING_UNIVERSE '{text}': wants assets:3000 (a number from 1 to 10000) or holdings", Assert.Throws<FormatException>(() => UniverseSetting.Parse(text)).Message);

    /// <summary>The spellings of the issuers on the left, what the broker knows on the right.</summary>
    [Theory]
    [InlineData("BRKB", "BRK.B")]
    [InlineData("BRK.B", "BRK.B")]
    [InlineData("BRK-B", "BRK.B")]
    [InlineData("BRK/B", "BRK.B")]
    [InlineData("BRK B", "BRK.B")]
    [InlineData("brk b", "BRK.B")]
    [InlineData("BFB", "BF.B")]
    [InlineData("MOGA", "MOG.A")]
    [InlineData("LENB", "LEN.B")]
    [InlineData("HEIA", "HEI.A")]
    [InlineData("AAPL", "AAPL")]
    [InlineData("GEFB", "GEFB")]
    [InlineData("XYZU", null)]
    [InlineData("TWOA", null)]
    [InlineData("AA.PL", null)]
    [InlineData("GONE", null)]
    public void Class_shares_take_the_sources_spelling(string ticker, string? symbol)
    {
        // GEF.B beside GEFB: the exact one is meant. XYZ.U is a unit, no class. TWO.A and TWO-A: nobody can tell.
        string[] known = ["AAPL", "BRK.A", "BRK.B", "BF.B", "MOG.A", "LEN", "LEN.B", "HEI", "HEI.A", "GEFB", "GEF.B", "XYZ.U", "TWO.A", "TWO-A"];
        Assert.Equal(symbol, new ClassShares(known.Select(Symbol.Parse)).Find(ticker)?.ToString());
    }

    [Fact]
    public void A_source_that_writes_class_shares_without_a_mark_is_taken_at_its_word() =>
        Assert.Equal("BRKB", new ClassShares([Symbol.Parse("BRKB")]).Find("BRK.B")?.ToString());

    [Fact]
    public void Holdings_are_read_as_issuers_publish_them_preamble_cash_futures_and_small_print()
    {
        const string Csv = """
            ﻿A Broad Fund
            Fund Holdings as of,"Oct 04, 2013"
            Inception Date,"May 22, 2000"
             
            Ticker,Name,Sector,Asset Class,Market Value,Weight (%)
            "AAPL","APPLE INC","Technology","Equity","1,000,000.00","3.00"
            "BRKB","BERKSHIRE HATHAWAY INC CLASS B","Financials","Equity","900,000.00","2.00"
            "AAPL","APPLE INC","Technology","Equity","1.00","0.01"
            "XTSLA","A MONEY MARKET FUND","Cash and/or Derivatives","Money Market","5.00","0.01"
            "USD","USD CASH","Cash and/or Derivatives","Cash","5.00","0.01"
            "ESZ3","S&P500 EMINI DEC 13","Cash and/or Derivatives","Futures","0.00","0.00"
            "-","A RIGHT","Health Care","Equity","0.00","0.00"

            "The content herein is for information, and nothing else."
            """;
        var list = HoldingsCsv.Read(Encoding.UTF8.GetBytes(Csv), "universe.csv");
        Assert.Equal(["AAPL", "BRKB"], list.Tickers);
        Assert.Contains("line 9: XTSLA (Money Market)", list.Skipped);
        Assert.Contains("line 11: ESZ3 (Futures)", list.Skipped);
    }

    [Theory]
    [InlineData("Name,Ticker,Identifier,Weight\nApple Inc.,AAPL,1,3\nUS DOLLAR,-,2,0.1\n", "AAPL")]
    [InlineData("Fund,X\nHOLDINGS\nSymbol,Company\nBRK.B,Berkshire\nCASH_USD,Cash\n", "BRK.B")]
    [InlineData("name,holding ticker\nBerkshire,BRK/B\n", "BRK/B")]
    public void The_column_of_tickers_is_found_by_its_name(string csv, string ticker) => Assert.Equal([ticker], HoldingsCsv.Read(Encoding.UTF8.GetBytes(csv), "universe.csv").Tickers);

    [Theory]
    [Trait("Bug", "C4.35")]
    [InlineData("")]
    [InlineData("<html>blocked</html>")]
    [InlineData("Name,Weight\nApple,3\n")]
    [InlineData("Ticker,Name\n")]
    [InlineData("Ticker,Name,Asset Class\nUSD,Cash,Cash\n")]
    public void A_list_without_stocks_is_no_universe(string csv)
    {
        var fault = Assert.Throws<MarketDataException>(() => HoldingsCsv.Read(Encoding.UTF8.GetBytes(csv), "config/universe.csv"));
        Assert.StartsWith("config/universe.csv ", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Holdings_become_symbols_and_what_is_left_out_is_told()
    {
        feed.List("AAPL", "BRK.B", "SPY");
        await ((IBlobs)store).PutAsync("config", "universe.csv", Encoding.UTF8.GetBytes("Ticker,Name\nAAPL,a\nBRKB,b\nSPY,s\nGONE,g\nUSD,u\n"), default);
        var found = await Universe("holdings").FindAsync(Friday, default);
        Assert.Equal(["AAPL", "BRK.B"], found.Symbols.Select(symbol => symbol.ToString()));
        Assert.Equal(["GONE: the source has no such symbol", "universe.csv line 6: USD: no stock"], found.Notes);
    }

    [Fact]
    public async Task Without_the_list_the_line_says_where_it_goes() => Assert.StartsWith(
        "config/universe.csv is not there", (await Assert.ThrowsAsync<MarketDataException>(async () => await Universe("holdings").FindAsync(Friday, default))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task Assets_are_ranked_by_dollars_not_by_shares_and_funds_are_none_of_them()
    {
        feed.List("AAA", "BBB", "CCC", "SPY");
        feed.Assets.Add(new Asset(Symbol.Parse("TQQ"), "Triple ETF", "NASDAQ"));
        feed.Assets.Add(new Asset(Symbol.Parse("WTS"), "Gone Corp. Warrants", "NASDAQ"));
        feed.Assets.Add(new Asset(Symbol.Parse("EPD"), "Pipes LP Common Units", "NYSE"));
        feed.Bars("AAA", close: 10, volume: 900);
        feed.Bars("BBB", close: 100, volume: 100);
        feed.Bars("CCC", close: 1, volume: 5000);
        feed.Bars("TQQ", close: 1000, volume: 1_000_000);
        feed.Bars("WTS", close: 1000, volume: 1_000_000);
        feed.Bars("EPD", close: 10, volume: 800);
        feed.Bars("SPY", close: 1000, volume: 1_000_000);
        Assert.Equal(["AAA", "BBB", "EPD"], (await Universe("assets:3").FindAsync(Friday, default)).Symbols.Select(symbol => symbol.ToString()));
        Assert.Equal(["BBB"], (await Universe("assets:1").FindAsync(Friday, default)).Symbols.Select(symbol => symbol.ToString()));
    }

    /// <summary>A list whose names the source does not know is no small universe.</summary>
    [Fact]
    public async Task Holdings_that_the_source_mostly_does_not_know_fail()
    {
        feed.List("AAPL", "SPY");
        await ((IBlobs)store).PutAsync("config", "universe.csv", "Ticker,Name\nAAPL,a\nGONE,b\nLOST,c\n"u8.ToArray(), default);
        var fault = await Assert.ThrowsAsync<MarketDataException>(async () => await Universe("holdings").FindAsync(Friday, default));
        Assert.StartsWith("2 of 3 tickers of config/universe.csv are none of the 2 assets", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Bug", "C4.35")]
    public async Task An_empty_universe_fails()
    {
        var fault = await Assert.ThrowsAsync<MarketDataException>(async () => await Universe("assets:3").FindAsync(Friday, default));
        Assert.StartsWith("the universe (assets:3) is empty", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_set_aside_is_left_out_until_its_day_and_then_tried_again()
    {
        feed.List("AAA", "BBB");
        feed.Bars("AAA", 10, 900);
        feed.Bars("BBB", 10, 900);
        await new SetAside(store).AddAsync([new AsideSymbol(Symbol.Parse("AAA"), "AAA: no bar", new(2013, 9, 27), Friday.PlusDays(1))], default);
        var before = await Universe("assets:3").FindAsync(Friday, default);
        Assert.Equal(["BBB"], before.Symbols.Select(symbol => symbol.ToString()));
        Assert.Contains("AAA: set aside until 2013-10-05: AAA: no bar", before.Notes);
        Assert.Equal(["AAA", "BBB"], (await Universe("assets:3").FindAsync(Friday.PlusDays(1), default)).Symbols.Select(symbol => symbol.ToString()));
    }

    private UniverseSource Universe(string setting) => new(feed, store, new SetAside(store), ExchangeCalendar.Nyse, UniverseSetting.Parse(setting));
}
